// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built alike: strict concurrency, warnings as errors, imports that say what they expose.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The tests of a room, in the folder of its name if no other is given.
func tests(
  of room: String, _ dependencies: [Target.Dependency] = [], in folder: String? = nil,
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(folder ?? room)Tests", dependencies: [.target(name: room)] + dependencies,
    path: "Tests/\(folder ?? room)", exclude: exclude, swiftSettings: house)
}

let package = Package(
  name: "leadrelay",
  products: [.executable(name: "leadrelay", targets: ["leadrelay"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // System libraries, Debian's -dev packages (see SYSTEM_PACKAGES in the Makefile).
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CLibPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(name: "CTables", exclude: ["tables", "starter"]),

    room("Diagnostics"),
    room("YAML", ["CLibYAML", "Diagnostics"]),
    room("LeadCore", ["CUTF8Proc", "CPCRE2", "CLibPSL", "CTables"]),
    room("RuleSource", ["Diagnostics", "YAML", "LeadCore", "CTables"]),
    room("Intake", ["LeadCore", "CTables", "CZLib"]),
    room("Store", ["LeadCore"]),
    room("StoreSQLite", ["Store", "LeadCore", .product(name: "GRDB", package: "GRDB.swift")]),
    room("Reports", ["LeadCore", "Store"]),
    room(
      "Daemon",
      [
        "LeadCore", "RuleSource", "Diagnostics", "YAML", "Intake", "Store", "Reports", "CLibCrypto",
        "CLinux",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "leadrelay",
      dependencies: [
        "LeadCore", "RuleSource", "Diagnostics", "Intake", "Store", "StoreSQLite", "Reports",
        "Daemon",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: house),

    // Parts of the bench: choosing reps, and reading CSV without doing anything with it.
    .executableTarget(
      name: "choose", dependencies: ["LeadCore", "RuleSource", "Diagnostics"],
      path: "bench/Choose", swiftSettings: house),
    .executableTarget(
      name: "tokenise", dependencies: ["Intake"], path: "bench/Tokenise", swiftSettings: house),

    // What tests of several rooms share.
    .target(
      name: "TestSupport", path: "Tests/Support", exclude: ["receiver.py"], swiftSettings: house),
    tests(of: "Diagnostics"),
    tests(of: "YAML", ["Diagnostics", "TestSupport"]),
    tests(of: "LeadCore", ["TestSupport"]),
    tests(
      of: "RuleSource", ["Diagnostics", "YAML", "LeadCore", "TestSupport"],
      exclude: ["Fixtures", "Schema/validate.py"]),
    tests(of: "Intake", ["LeadCore", "CTables", "CZLib", "TestSupport"]),
    tests(of: "StoreSQLite", ["Store", "LeadCore", "TestSupport"]),
    tests(of: "Reports", ["Store", "LeadCore"]),
    tests(
      of: "Daemon",
      ["LeadCore", "RuleSource", "Diagnostics", "Intake", "Store", "StoreSQLite", "TestSupport"],
      in: "Simulation"),
    tests(
      of: "Daemon",
      [
        "LeadCore", "RuleSource", "Diagnostics", "Store", "StoreSQLite", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
      ], in: "Delivery"),
    tests(of: "leadrelay", ["Store", "LeadCore"], in: "Commands"),
    tests(of: "leadrelay", ["TestSupport"], in: "EndToEnd", exclude: ["Fixtures"]),
  ]
)
