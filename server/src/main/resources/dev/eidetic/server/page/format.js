const count = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', {dateStyle: 'medium', timeZone: 'UTC'});

/// 12,403
export function number(value) {
  return count.format(value);
}

/// A number with a word that agrees: 1 image, 2 images.
export function several(value, word) {
  return `${number(value)} ${word}${value === 1 ? '' : 's'}`;
}

/// 1.4 MB
export function bytes(value) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step++;
  }
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}

/// 3.2 ms, 45 ms, 1.2 s
export function millis(value) {
  if (value >= 1000) {
    return `${(value / 1000).toFixed(1)} s`;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

/// 2 h 5 min
export function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) {
    return `${Math.floor(seconds)} s`;
  }
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) {
    return `${days} d ${hours % 24} h`;
  }
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

/// A probability for people.
export function percent(probability) {
  return `${Math.round(100 * probability)} %`;
}

/// Whether a hit's probability says more than its score: where it is known and nothing put the hits
/// into another order.
function isProbable({probability, stages}) {
  return probability !== undefined && !stages?.length;
}

/// What a hit's corner says.
export function scoreText(hit) {
  return isProbable(hit) ? percent(hit.probability) : (hit.score?.toFixed(3) ?? '');
}

/// The same for those who hear it.
export function scoreLabel(hit) {
  return `${isProbable(hit) ? 'match' : 'score'} ${scoreText(hit)}`;
}

/// The last part of an id, which mostly is a file's name.
export function shortName(id) {
  return id.slice(id.lastIndexOf('/') + 1);
}

/// A field's name as people read it.
export function title(name) {
  if (name === 'sha256') {
    return 'SHA-256';
  }
  if (name === 'bytes') {
    return 'Size';
  }
  const words = name.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/// A field's value as people read it.
export function value(name, content) {
  if (name === 'bytes') {
    return bytes(content);
  }
  if (Array.isArray(content)) {
    return content.join(', ');
  }
  if (typeof content === 'object' && content !== null) {
    return `${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`;
  }
  if (typeof content === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(content)) {
    return day.format(new Date(content));
  }
  return typeof content === 'number' ? number(content) : String(content);
}

/// Quotes a value for a filter in Lucene's syntax.
export function quoted(text) {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
