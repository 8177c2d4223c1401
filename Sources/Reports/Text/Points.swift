/// Points with their sign: `+30`, `-40`, `+12.5`.
public func signed(_ points: Double) -> String {
  let rounded = (points * 100).rounded() / 100
  let text = rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
  return rounded < 0 ? text : "+" + text
}
