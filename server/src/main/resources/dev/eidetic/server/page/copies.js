import {html, nothing} from 'lit';
import {Element} from './element.js';
import {bytes, number, several, shortName} from './format.js';
import {icon} from './icons.js';
import {follow, stepText} from './jobs.js';

const PAGE = 20;
const KINDS = [
  ['exact', 'The same file'],
  ['near', 'Re-encoded or resized, too'],
  ['edited', 'Cropped, turned or written on, too'],
  ['scene', 'Other pictures of the same thing, too'],
];
const LABELS = {exact: 'same file', near: 'near', edited: 'edited', scene: 'same scene'};

/// Copies to go through: what the last search found, which picture of each group stays, and which
/// are no copies at all. Deletes only what somebody says.
export class CopiesView extends Element {
  static properties = {
    collection: {attribute: false},
    mayWrite: {type: Boolean},
    found: {state: true},
    groups: {state: true},
    next: {state: true},
    kind: {state: true},
    job: {state: true},
    asked: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.groups = [];
    this.kind = 'edited';
  }

  willUpdate(changed) {
    if (changed.has('collection')) {
      this.watching?.abort();
      this.job = undefined;
      this.load();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watching?.abort();
  }

  /// Groups get a name of their own, so that choices stay with them.
  async load(offset = 0) {
    this.problem = undefined;
    try {
      const page = await this.collection.duplicates(offset, PAGE);
      const groups = page.groups.map(({images}) => ({images, keep: images[0].id, name: images[0].id}));
      this.found = page.search;
      this.groups = offset ? [...this.groups, ...groups] : groups;
      this.next = page.next;
    } catch (failure) {
      this.groups = [];
      this.found = this.next = undefined;
      this.problem = failure.message;
    }
  }

  async search() {
    this.problem = undefined;
    this.watching = new AbortController();
    const {signal} = this.watching;
    try {
      this.job = await this.collection.start({type: 'duplicates', kind: this.kind});
      const end = await follow(this.job.id, (job) => (this.job = job), signal);
      this.problem = end.failure;
      await this.load();
    } catch (failure) {
      this.problem = signal.aborted ? undefined : failure.message;
    }
    this.job = undefined;
  }

  change(group, change) {
    this.groups = this.groups.map((each) => (each === group ? {...group, ...change} : each));
  }

  /// A group of one is none.
  without(group, ids) {
    const images = group.images.filter((each) => !ids.includes(each.id));
    const keep = images.some((each) => each.id === group.keep) ? group.keep : images[0]?.id;
    this.groups =
      images.length < 2
        ? this.groups.filter((each) => each !== group)
        : this.groups.map((each) => (each === group ? {...group, images, keep} : each));
  }

  async notTheSame(group, image) {
    const others = group.images.filter((each) => each !== image && each.fields.sha256 !== image.fields.sha256);
    try {
      await this.collection.notCopies(image.id, others.map((each) => each.id));
      this.without(group, [image.id]);
    } catch (failure) {
      this.problem = failure.message;
    }
  }

  /// Asks once more before anything goes.
  async remove(group) {
    if (this.asked !== group.name) {
      this.asked = group.name;
      return;
    }
    this.asked = undefined;
    const gone = [];
    try {
      for (const {id} of group.images.filter((each) => each.id !== group.keep)) {
        await this.collection.delete(id);
        gone.push(id);
      }
    } catch (failure) {
      this.problem = failure.message;
    }
    this.without(group, gone);
  }

  picture(group, image) {
    const {width, height, bytes: size} = image.fields;
    const name = shortName(image.id);
    const isKept = image.id === group.keep;
    const isSingle = group.images.every((each) => each === image || each.fields.sha256 === image.fields.sha256);
    return html`<li class="copy ${isKept ? 'is-kept' : ''}">
      <img src=${this.collection.thumbnail(image.id, 360)} alt="" loading="lazy">
      <p class="copy-name" title=${image.id}>${name}</p>
      <p class="quiet">${width ? `${number(width)} × ${number(height)}` : ''}${size ? `, ${bytes(size)}` : ''}</p>
      <p class="quiet copy-reason">${image.kind ? html`<span class="kind">${LABELS[image.kind]}</span> ${image.kind === 'exact' ? '' : image.reason}` : 'suggested to stay'}</p>
      ${this.mayWrite
        ? html`<div class="copy-acts"><label class="keep"><input type="radio" name="keep-${group.name}" .checked=${isKept} @change=${() => this.change(group, {keep: image.id})}
              aria-label="Keep ${name}">Keep</label>
            ${isSingle
              ? nothing
              : html`<button type="button" class="button is-quiet" @click=${() => this.notTheSame(group, image)}
                  aria-label="${name} is not the same as the others">Not the same</button>`}</div>`
        : nothing}
    </li>`;
  }

  group(group) {
    const others = group.images.length - 1;
    const isAsked = this.asked === group.name;
    return html`<section class="panel copies" aria-label="Copies of ${shortName(group.name)}">
      <ul class="copy-row">${group.images.map((image) => this.picture(group, image))}</ul>
      ${this.mayWrite
        ? html`<div class="actions"><button type="button" class="button ${isAsked ? 'is-danger' : ''}" @click=${() => this.remove(group)}>
              ${icon('trash')}${isAsked ? `Really delete ${several(others, 'picture')}` : `Delete ${others === 1 ? 'the other' : `the other ${others}`}`}</button>
            ${isAsked ? html`<button type="button" class="button is-quiet" @click=${() => (this.asked = undefined)}>Keep all</button>` : nothing}</div>`
        : nothing}
    </section>`;
  }

  begin() {
    if (this.job) {
      const {total, done} = this.job.progress ?? {};
      return html`<section class="panel" aria-labelledby="job-title"><h2 id="job-title">Looking for copies</h2>
        <progress max=${total || 1} .value=${total ? done : 0} aria-labelledby="job-title"></progress>
        <p role="status">${stepText(this.job)}</p>
        <button type="button" class="button" @click=${() => this.collection.cancel(this.job.id)}>Stop</button></section>`;
    }
    return this.mayWrite
      ? html`<form class="copy-search" @submit=${(event) => (event.preventDefault(), this.search())}>
          <label class="select">What counts as a copy
            <select name="kind" @change=${(event) => (this.kind = event.target.value)}>${KINDS.map(
              ([value, label]) => html`<option value=${value} ?selected=${value === this.kind}>${label}</option>`,
            )}</select></label>
          <button class="button is-primary">${icon('copies')}${this.found ? 'Look again' : 'Look for copies'}</button></form>`
      : nothing;
  }

  summary() {
    if (!this.found) {
      return html`<p class="quiet">Copies were not sought in this collection yet. Looking for them changes nothing.</p>`;
    }
    const {items, copies, groups, found} = this.found;
    return html`<p role="status">${copies
      ? `${several(copies, 'picture')} of ${number(items)} need not stay, in ${several(groups, 'group')}.`
      : `No copies among ${several(items, 'picture')}.`} <span class="quiet">Sought on ${new Date(found).toISOString().slice(0, 10)}.</span></p>`;
  }

  render() {
    return html`<div class="column is-wide">
      <h1>Copies</h1>
      ${this.problem ? html`<p class="notice is-problem" role="alert">${this.problem}</p>` : nothing}
      ${this.begin()}
      ${this.job ? nothing : this.summary()}
      ${this.groups.map((group) => this.group(group))}
      ${this.next === undefined ? nothing : html`<button type="button" class="button" @click=${() => this.load(this.next)}>More groups</button>`}
    </div>`;
  }
}
customElements.define('copies-view', CopiesView);
