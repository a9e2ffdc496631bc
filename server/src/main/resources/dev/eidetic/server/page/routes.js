/// The address behind the hash says what is shown, so that Back, bookmarks and links work:
/// #/VIEW/COLLECTION?like=ID&unlike=ID&q=WORDS&in=FIELD:VALUE&order=FIELD&rerank=CASCADE. Pictures that were
/// dropped have no address; they are kept here while the page is open.

const pictures = new Map();
const visit = Date.now().toString(36); // names of an earlier one mean nothing any more

/// Keeps a dropped picture and gives it a name.
export function keep(file) {
  const name = `${visit}-${pictures.size + 1}`;
  pictures.set(name, {name, file, url: URL.createObjectURL(file), vectors: new Map()});
  return name;
}

/// A kept picture, or undefined after a reload.
export function picture(name) {
  return pictures.get(name);
}

/// What a search is by default.
export function emptyQuery() {
  return {terms: [], text: '', filters: [], order: '-indexed', minScore: 0, minProbability: 0, rerank: ''};
}

/// An example in the address is KIND:NAME@BOX; the box may be empty, the name hold any sign.
function term(text, sign) {
  const colon = text.indexOf(':');
  const at = text.lastIndexOf('@');
  const box = text.slice(at + 1);
  return {
    sign,
    [text.slice(0, colon)]: text.slice(colon + 1, at),
    box: box ? box.split(',').map(Number) : undefined,
  };
}

function termText(each) {
  const box = (each.box ?? []).map((side) => +side.toFixed(4)).join(',');
  const source = each.id === undefined ? `picture:${each.picture}` : `id:${each.id}`;
  return `${source}@${box}`;
}

/// A part of the address; as it is if somebody has broken it.
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/// Reads the hash.
export function read(hash = location.hash) {
  const [path, search] = hash.replace(/^#\/?/, '').split('?', 2);
  const [view, collection] = path.split('/').map(decoded);
  const parameters = new URLSearchParams(search ?? '');
  const query = emptyQuery();
  for (const [name, value] of parameters) {
    if (name === 'like' || name === 'unlike') {
      query.terms.push(term(value, name === 'like' ? 1 : -1));
    } else if (name === 'in') {
      const colon = value.indexOf(':');
      query.filters.push({field: value.slice(0, colon), value: value.slice(colon + 1)});
    }
  }
  query.terms = query.terms.filter((each) => each.id !== undefined || pictures.has(each.picture));
  query.text = parameters.get('q') ?? '';
  query.order = parameters.get('order') ?? query.order;
  query.minScore = Number(parameters.get('min') ?? 0);
  query.minProbability = Number(parameters.get('match') ?? 0);
  query.rerank = parameters.get('rerank') ?? '';
  return {view: view || 'search', collection, query};
}

/// The hash for a place.
export function write({view, collection, query}) {
  const parameters = new URLSearchParams();
  for (const each of query?.terms ?? []) {
    parameters.append(each.sign > 0 ? 'like' : 'unlike', termText(each));
  }
  for (const each of query?.filters ?? []) {
    parameters.append('in', `${each.field}:${each.value}`);
  }
  if (query?.text) {
    parameters.set('q', query.text);
  }
  if (query && query.order !== '-indexed') {
    parameters.set('order', query.order);
  }
  if (query?.minScore) {
    parameters.set('min', query.minScore);
  }
  if (query?.minProbability) {
    parameters.set('match', query.minProbability);
  }
  if (query?.rerank) {
    parameters.set('rerank', query.rerank);
  }
  const search = parameters.toString();
  return `#/${view}/${encodeURIComponent(collection ?? '')}${search ? '?' + search : ''}`;
}

/// Goes there.
export function go(place) {
  location.hash = write(place);
}
