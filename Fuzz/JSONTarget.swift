// seeds: Fuzz/Seeds/json
// dictionary: Fuzz/Seeds/json.dict
import Intake

/// Any bytes as a JSON file, and as one of an object a line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  checkFile(bytes, count, FileFormat(.json))
  checkFile(bytes, count, FileFormat(.jsonl))
  return 0
}
