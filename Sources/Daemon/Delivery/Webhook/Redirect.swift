import Foundation

/// Where a redirect leads: never to another host, which would be told of leads that are none of its
/// business, and never from https to http.
enum Redirect: Equatable {
  case follow(URL)
  case refuse(String)

  /// So many are followed for one event.
  static let most = 3

  /// - Parameters:
  ///   - status: of the answer, 300…399.
  ///   - location: its header `Location`.
  init(status: Int, location: String?, from url: URL) {
    guard [301, 302, 307, 308].contains(status) else {
      // 303 asks for a GET, which would not carry the event.
      self = .refuse("it answers with \(status), which is no place for an event")
      return
    }
    guard let location, let target = URL(string: location, relativeTo: url)?.absoluteURL,
      let scheme = target.scheme?.lowercased(), let host = target.host?.lowercased()
    else {
      self = .refuse("it redirects, but not to a place that can be understood")
      return
    }
    guard host == url.host?.lowercased() else {
      self = .refuse("it redirects to another host, \(host.onOneLine)")
      return
    }
    let isSafe = scheme == "https" || (scheme == "http" && url.scheme?.lowercased() == "http")
    self = isSafe ? .follow(target) : .refuse("it redirects to \(scheme.onOneLine)")
  }
}
