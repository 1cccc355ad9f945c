// The server counts UTF-8 bytes, JavaScript counts UTF-16 units. This turns places of a query from the one into the other.
export type Place = { begin: number; end: number };

// For one text: byte offset → index. Offsets inside a character lead to its beginning, those past the end to the end.
export function indexAt(text: string): (byte: number) => number {
  const starts: number[] = [];
  const indexes: number[] = [];
  let bytes = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) ?? 0;
    starts.push(bytes);
    indexes.push(i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    i += code < 0x10000 ? 1 : 2;
  }
  return (byte) => {
    if (byte >= bytes) return text.length;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= byte) low = middle;
      else high = middle - 1;
    }
    return indexes[low] ?? 0;
  };
}

export function placeIn(text: string, place: Place): Place {
  const at = indexAt(text);
  return { begin: at(place.begin), end: at(place.end) };
}
