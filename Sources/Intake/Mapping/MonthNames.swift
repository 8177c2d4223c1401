import LeadCore

/// The names of months in dates, whole and as they are usually cut.
enum MonthNames {
  /// By folded name.
  static let months: [[UInt8]: Int] = {
    var months: [[UInt8]: Int] = [:]
    for language in languages {
      for (month, names) in language.split(separator: " ").enumerated() {
        for name in names.split(separator: "/") {
          months[FoldedText(String(name)).bytes] = month + 1
        }
      }
    }
    return months
  }()

  /// English, German, French, Spanish, Turkish, Polish: from January to December, the names of a
  /// month with `/` between them.
  private static let languages = [
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
      + "september/sep/sept october/oct november/nov december/dec",
    "januar/jänner februar märz/mär/mrz april mai juni juli august september oktober/okt november "
      + "dezember/dez",
    "janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août septembre octobre "
      + "novembre décembre/déc",
    "enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre octubre noviembre "
      + "diciembre/dic",
    "ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl "
      + "ekim/eki kasım/kas aralık/ara",
    "stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja/maj "
      + "czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz "
      + "października/październik/paź listopada/listopad/lis grudnia/grudzień/gru",
  ]
}
