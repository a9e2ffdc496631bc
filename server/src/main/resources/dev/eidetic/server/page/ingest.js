import {html, nothing} from 'lit';
import {Element} from './element.js';
import {number, several} from './format.js';
import {icon} from './icons.js';

const AT_ONCE = 3;
const PATIENCE = 5;
const SHOWN_REFUSALS = 200;

/// All files of a dropped folder, with their paths in it.
async function filesOf(entry, path = '') {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{file, name: path + file.name}];
  }
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) {
      return files;
    }
    for (const each of entries) {
      if (!each.name.startsWith('.')) {
        files.push(...(await filesOf(each, `${path}${entry.name}/`)));
      }
    }
  }
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/// Adds pictures to a collection: files and folders are dropped, what is refused is listed with its
/// reason.
export class IngestView extends Element {
  static properties = {
    collection: {attribute: false},
    isOver: {state: true},
    counts: {state: true},
    refused: {state: true},
    former: {state: true},
    isRunning: {state: true},
  };

  constructor() {
    super();
    this.reset();
  }

  reset() {
    this.counts = {found: 0, added: 0, replaced: 0, refused: 0, failed: 0};
    this.refused = [];
  }

  willUpdate(changed) {
    if (changed.has('collection')) {
      this.stopping?.abort();
      this.reset();
      this.former = undefined;
      this.collection.quarantine().then(
        (list) => (this.former = list.refusals),
        () => (this.former = []),
      );
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stopping?.abort();
  }

  over(event, isOver) {
    event.preventDefault();
    this.isOver = isOver;
  }

  async drop(event) {
    event.preventDefault();
    event.stopPropagation();
    this.isOver = false;
    const entries = [...event.dataTransfer.items]
      .map((item) => item.webkitGetAsEntry?.())
      .filter(Boolean);
    try {
      this.add((await Promise.all(entries.map((entry) => filesOf(entry)))).flat());
    } catch (failure) { // a file that vanished or may not be read
      this.refused = [{id: 'dropped files', reason: 'unreadable', message: failure.message}];
    }
  }

  pick(event) {
    const files = [...event.target.files].map((file) => ({
      file,
      name: file.webkitRelativePath || file.name,
    }));
    event.target.value = '';
    this.add(files);
  }

  async add(files) {
    if (!files.length || this.isRunning) {
      return;
    }
    this.reset();
    this.counts = {...this.counts, found: files.length};
    this.isRunning = true;
    this.stopping = new AbortController();
    const {collection, stopping} = this; // another may be shown before the last file is added
    const waiting = files.values();
    const work = async () => {
      for (const {file, name} of waiting) {
        if (stopping.signal.aborted) {
          return;
        }
        await this.addOne(collection, file, name, stopping.signal);
      }
    };
    await Promise.all(Array.from({length: AT_ONCE}, work));
    this.isRunning = false;
    this.say('changed');
  }

  async addOne(collection, file, name, signal) {
    try {
      const {results} = await this.patiently(() =>
        collection.add(name, file, signal),
      );
      for (const each of results) {
        this.count(each.status);
        if (each.status === 'refused') {
          this.refused = [...this.refused, each].slice(-SHOWN_REFUSALS);
        }
      }
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        this.count('failed');
        this.refused = [...this.refused, {id: name, reason: 'failed', message: failure.message}].slice(-SHOWN_REFUSALS);
      }
    }
  }

  /// A busy server says so; then it is asked again a little later.
  async patiently(act) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await act();
      } catch (failure) {
        const isBusy = failure.status === 503 || failure.status === 429;
        if (!isBusy || attempt === PATIENCE) {
          throw failure;
        }
        await pause(400 * 2 ** attempt);
      }
    }
  }

  count(status) {
    this.counts = {...this.counts, [status]: this.counts[status] + 1};
  }

  progress() {
    const {found, added, replaced, refused, failed} = this.counts;
    if (!found) {
      return nothing;
    }
    const done = added + replaced + refused + failed;
    return html`<section class="panel" aria-labelledby="progress-title">
      <h2 id="progress-title">${this.isRunning ? 'Adding' : done < found ? 'Stopped' : 'Done'}</h2>
      <progress max=${found} value=${done} aria-labelledby="progress-title"></progress>
      <p role="status"><strong>${number(done)}</strong> of ${several(found, 'file')}: ${number(added + replaced)} added,
        ${number(refused + failed)} refused</p>
      ${this.isRunning
        ? html`<button type="button" class="button" @click=${() => this.stopping.abort()}>Stop</button>`
        : html`<a class="button is-primary" href="#/search/${encodeURIComponent(this.collection.name)}">${icon('search')}Look at them</a>`}
    </section>`;
  }

  list(heading, refusals) {
    return refusals?.length
      ? html`<section class="panel"><h2>${heading}</h2>
          <ul class="refusals">${refusals.map(
            (each) => html`<li><span class="refusal-name">${each.id}</span><span class="tag">${each.reason}</span>
              <span class="refusal-message">${each.message}</span></li>`,
          )}</ul></section>`
      : nothing;
  }

  render() {
    return html`<div class="column">
      <h1>Add pictures</h1>
      <div class="drop-zone ${this.isOver ? 'is-over' : ''}" @dragover=${(event) => this.over(event, true)}
          @dragleave=${(event) => this.over(event, false)} @drop=${this.drop}>
        ${icon('upload')}
        <p class="lead">Drop files or folders here</p>
        <p class="quiet">They are called by their names. What cannot be read is listed below with its reason.</p>
        <div class="actions">
          <label class="button is-primary">Choose files<input class="hidden" type="file" multiple accept="image/*" @change=${this.pick} ?disabled=${this.isRunning}></label>
          <label class="button">Choose a folder<input class="hidden" type="file" webkitdirectory @change=${this.pick} ?disabled=${this.isRunning}></label>
        </div>
      </div>
      ${this.progress()}
      ${this.list('Refused now', this.refused)}
      ${this.list('In quarantine since earlier', this.former)}
    </div>`;
  }
}
customElements.define('ingest-view', IngestView);
