import CTables
import LeadCore

/// Addresses such as `info@` and `sales@`, which many people read and nobody is known by: the
/// embedded table `roles.tsv`.
final class RoleAddresses: Sendable {
  static let standard = RoleAddresses(rows(of: lr_table_roles()).compactMap(\.first))

  private let names: Set<[UInt8]>
  /// Bit l of entry b: some name begins with byte b and has l bytes. Keeps most addresses from
  /// the set.
  private let lengths: [UInt64]

  init(_ names: [String]) {
    self.names = Set(names.map { Array($0.utf8) })
    var lengths = [UInt64](repeating: 0, count: 256)
    for name in self.names where name.count < 64 {
      lengths[Int(name[0])] |= 1 << UInt64(name.count)
    }
    self.lengths = lengths
  }

  /// Whether a lower-case address is one of these; `info+berlin@` is too.
  func contains(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = address.first, lengths[Int(first)] != 0 else { return false }
    var length = 0
    while length < address.count, address[length] != 0x40, address[length] != 0x2B { length += 1 }
    guard length < 64, lengths[Int(first)] >> UInt64(length) & 1 == 1 else { return false }
    return names.contains(Array(address[..<length]))
  }
}
