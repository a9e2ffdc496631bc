/// A problem as the server told it (RFC 9457).
export class Problem extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

async function problem(response) {
  try {
    const body = await response.json();
    return new Problem(response.status, body.code, body.detail);
  } catch {
    return new Problem(response.status, 'unreadable', `The server answered ${response.status}.`);
  }
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem(0, 'unreachable', 'The server cannot be reached. Is it still running?');
  }
  if (!response.ok) {
    if (response.status === 401 && path !== '/v1/session') {
      dispatchEvent(new Event('signedout'));
    }
    throw await problem(response);
  }
  return response.status === 204 ? null : response.json();
}

function json(method, body) {
  return {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)};
}

function query(values) {
  const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return known.length ? '?' + new URLSearchParams(known) : '';
}

const part = encodeURIComponent;

export const session = () => ask('/v1/session');
export const signIn = (key) => ask('/v1/session', json('POST', {key}));
export const collections = () => ask('/v1/collections');
export const createCollection = (name) => ask('/v1/collections', json('POST', {name}));
export const status = () => ask('/v1/status');

/// Everything that is asked of one collection.
export class Collection {
  constructor(name) {
    this.name = name;
    this.path = `/v1/collections/${part(name)}`;
  }

  summary() {
    return ask(this.path);
  }

  list(parameters, signal) {
    return ask(`${this.path}/images${query(parameters)}`, {signal});
  }

  values(field, where, signal) {
    return ask(`${this.path}/values/${part(field)}${query({where, count: 100})}`, {signal});
  }

  map(field) {
    return ask(`${this.path}/map${query({field})}`);
  }

  quarantine() {
    return ask(`${this.path}/quarantine`);
  }

  /// Searches; `files` are pictures by the names that the request gives them.
  search(request, files, signal) {
    if (files.size === 0) {
      return ask(`${this.path}/search`, {...json('POST', request), signal});
    }
    const form = new FormData();
    form.append('request', JSON.stringify(request));
    for (const [name, file] of files) {
      form.append(name, file);
    }
    return ask(`${this.path}/search`, {method: 'POST', body: form, signal});
  }

  /// What an item's picture has in common with a file or, by its id, with another item.
  match(id, {file, like}, signal) {
    const body = file
      ? {method: 'POST', headers: {'Content-Type': file.type || 'application/octet-stream'}, body: file}
      : json('POST', {id: like});
    return ask(`${this.path}/images/${part(id)}/match`, {...body, signal});
  }

  /// Adds one file under a name, which may hold folders.
  add(name, file, signal) {
    const form = new FormData();
    form.append('file', file, name);
    return ask(`${this.path}/images`, {method: 'POST', body: form, signal});
  }

  /// Copies that the last job found.
  duplicates(offset, count) {
    return ask(`${this.path}/duplicates${query({offset, count})}`);
  }

  /// Says that one picture is no copy of others.
  notCopies(id, notCopyOf) {
    return ask(`${this.path}/duplicates/verdicts`, json('POST', {id, notCopyOf}));
  }

  /// Starts a job.
  start(order) {
    return ask(`${this.path}/jobs`, json('POST', order));
  }

  /// Stops one.
  cancel(job) {
    return ask(`/v1/jobs/${part(job)}`, {method: 'DELETE'});
  }

  delete(id) {
    return ask(`${this.path}/images/${part(id)}`, {method: 'DELETE'});
  }

  thumbnail(id, side) {
    return `${this.path}/images/${part(id)}/thumbnail?side=${side}`;
  }
}
