// seeds: Fuzz/Seeds/csv
// dictionary: Fuzz/Seeds/csv.dict
import Intake

/// Any bytes as a CSV file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  checkFile(bytes, count, FileFormat(.csv))
  return 0
}
