import Glibc
import Intake

/// tokenise FILE.csv: reads a file of CSV as intake does, all rows and cells found and counted,
/// and does nothing with them. Prints rows, rejected rows, cells, and the processor seconds that
/// reading took.
guard CommandLine.arguments.count == 2 else {
  fatalError("usage: tokenise FILE.csv")
}

/// The bytes of an open descriptor.
struct OpenFile: ByteSource {
  let descriptor: Int32

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw Unreadable("cannot be read") }
    return count
  }
}

/// What this process has used so far.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let began = processorSeconds()
let descriptor = open(CommandLine.arguments[1], O_RDONLY | O_CLOEXEC)
guard descriptor >= 0 else { fatalError("there is no file \(CommandLine.arguments[1])") }
let reader = RowReader(
  OpenFile(descriptor: descriptor), format: FileFormat(.csv), encoding: nil)
let block = RowBlock()
var (rows, rejects, cells) = (0, 0, 0)
while try reader.read(into: block, rows: 20_000, bytes: 128 << 10) {
  rows += block.rows
  rejects += block.rejects.count
  cells += block.cells.count
}
print(rows, rejects, cells, processorSeconds() - began)
