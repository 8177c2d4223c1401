import LeadCore

/// How a deal stands (interfaces.md, "Formats").
enum DealStage: String {
  case open, won, lost

  private static let known: [[UInt8]: DealStage] = {
    let words: [DealStage: [String]] = [
      .open: ["open", "açık", "otwarta", "offen", "ouvert", "abierto", "باز"],
      .won: [
        "won", "closed won", "closedwon", "closed-won", "closed_won", "kazanıldı", "wygrana",
        "gewonnen", "gagné", "ganado", "برنده", "موفق",
      ],
      .lost: [
        "lost", "closed lost", "closedlost", "closed-lost", "closed_lost", "kaybedildi",
        "przegrana", "verloren", "perdu", "perdido", "از دست رفته", "ناموفق",
      ],
    ]
    var known: [[UInt8]: DealStage] = [:]
    for (stage, texts) in words {
      for text in texts { known[FoldedText(text).bytes] = stage }
    }
    return known
  }()

  /// What a text says.
  ///
  /// - Parameter usual: what other texts mean: in a known exporter's file they are the steps of a
  ///   deal that is not closed.
  static func read(_ text: UnsafeBufferPointer<UInt8>, or usual: DealStage?) -> DealStage? {
    known[fold(text)] ?? usual
  }
}
