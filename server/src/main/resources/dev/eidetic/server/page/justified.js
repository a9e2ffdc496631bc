/// Lays pictures out in rows of equal height that fill the width, as text is justified.

const WIDEST = 3;
const NARROWEST = 0.4;

function ratio(picture) {
  const {width, height} = picture.fields;
  return width && height ? Math.min(WIDEST, Math.max(NARROWEST, width / height)) : 1;
}

/// Rows from the picture `from` on. The last row keeps the wanted height if it is not full.
///
/// Returns an array of {first, top, height, widths}; tops count from `top`.
export function layOut(pictures, from, top, width, wantedHeight, gap) {
  const rows = [];
  let first = from;
  let ratios = [];
  let sum = 0;
  const close = (height) => {
    rows.push({first, top, height, widths: ratios.map((each) => each * height)});
    top += height + gap;
    first += ratios.length;
    ratios = [];
    sum = 0;
  };
  for (let i = from; i < pictures.length; i++) {
    const next = ratio(pictures[i]);
    ratios.push(next);
    sum += next;
    const free = width - gap * (ratios.length - 1);
    if (sum * wantedHeight >= free) {
      close(free / sum);
    }
  }
  if (ratios.length) {
    const free = width - gap * (ratios.length - 1);
    close(Math.min(wantedHeight, free / sum));
  }
  return rows;
}

/// The rows that touch a part of the height, as [begin, end).
export function visible(rows, from, to) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].top + rows[middle].height < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  let end = low;
  while (end < rows.length && rows[end].top <= to) {
    end++;
  }
  return [low, end];
}

/// Which picture lies above or below another, by the middle of its place.
export function neighbour(rows, index, step) {
  const row = rows.findIndex((each) => index < each.first + each.widths.length);
  const target = rows[row + step];
  if (!target) {
    return index;
  }
  const middle = (widths, count) =>
    widths.slice(0, count).reduce((sum, width) => sum + width, 0) + widths[count] / 2;
  const from = middle(rows[row].widths, index - rows[row].first);
  let best = 0;
  for (let i = 1; i < target.widths.length; i++) {
    const nearer = Math.abs(middle(target.widths, i) - from);
    if (nearer < Math.abs(middle(target.widths, best) - from)) {
      best = i;
    }
  }
  return target.first + best;
}
