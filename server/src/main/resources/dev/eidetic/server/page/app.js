import {html, nothing} from 'lit';
import * as api from './api.js';
import './copies.js';
import {Element} from './element.js';
import './embedding-map.js';
import './health.js';
import {icon} from './icons.js';
import './ingest.js';
import {emptyQuery, go, read} from './routes.js';
import './search-view.js';
import './sign-in.js';

const VIEWS = [
  ['search', 'Search', 'search'],
  ['add', 'Add', 'upload'],
  ['copies', 'Copies', 'copies'],
  ['map', 'Map', 'map'],
  ['health', 'Health', 'health'],
];

/// The whole page: which collection, which view, light or dark.
class App extends Element {
  static properties = {
    session: {state: true},
    collections: {state: true},
    canCreate: {state: true},
    place: {state: true},
    summary: {state: true},
    problem: {state: true},
    theme: {state: true},
  };

  constructor() {
    super();
    this.place = read();
    this.theme = localStorage.getItem('theme') ?? '';
    this.open = new Map();
    this.applyTheme();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', () => this.moved());
    addEventListener('signedout', () => this.begin());
    this.begin();
  }

  async begin() {
    try {
      this.session = await api.session();
      if (this.session.access === 'open') {
        return;
      }
      const {collections, canCreate} = await api.collections();
      this.collections = collections;
      this.canCreate = canCreate;
      this.problem = undefined;
      this.moved();
    } catch (failure) {
      this.problem = failure.message;
    }
  }

  moved() {
    const place = read();
    this.problem = undefined;
    const known = this.collections?.some((each) => each.name === place.collection);
    if (this.collections?.length && !known) {
      place.collection = this.collections[0].name;
    }
    const isOther = place.collection !== this.place.collection || !this.summary;
    this.place = place;
    if (isOther && this.collections?.length) {
      this.describe();
    }
  }

  async describe() {
    const {collection} = this.place;
    try {
      this.summary = this.summary?.name === collection ? this.summary : undefined;
      this.summary = await this.handle(collection).summary();
    } catch (failure) {
      this.problem = failure.message;
    }
  }

  /// One object per collection, so that views see when it is another.
  handle(name) {
    if (!this.open.has(name)) {
      this.open.set(name, new api.Collection(name));
    }
    return this.open.get(name);
  }

  applyTheme() {
    document.documentElement.dataset.theme = this.theme;
    dispatchEvent(new Event('themechange'));
  }

  get isDark() {
    return this.theme
      ? this.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  switchTheme() {
    this.theme = this.isDark ? 'light' : 'dark';
    localStorage.setItem('theme', this.theme);
    this.applyTheme();
  }

  async create(event) {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    try {
      await api.createCollection(name);
      this.querySelector('.create').close();
      await this.begin();
      go({view: 'add', collection: name});
    } catch (failure) {
      this.querySelector('.create [role=alert]').textContent = failure.message;
    }
  }

  choose(event) {
    if (event.target.value === '+') {
      event.target.value = this.place.collection;
      this.querySelector('.create').showModal();
    } else {
      go({...this.place, collection: event.target.value, query: emptyQuery()});
    }
  }

  get mayWrite() {
    return this.session?.access === 'write' || this.session?.access === 'admin';
  }

  header() {
    const {view, collection} = this.place;
    return html`<header class="top">
      <a class="brand" href="#/search/${encodeURIComponent(collection ?? '')}" aria-label="Eidetic, start page">
        <img src="/page/icon.svg" alt="" width="28" height="28"><span>Eidetic</span></a>
      ${this.collections?.length
        ? html`<label class="select collection"><span class="hidden">Collection</span>
            <select @change=${this.choose} .value=${collection}>
              ${this.collections.map((each) => html`<option value=${each.name} ?selected=${each.name === collection}>${each.name}</option>`)}
              ${this.canCreate && this.session.access === 'admin' ? html`<option value="+">New collection…</option>` : nothing}
            </select></label>`
        : nothing}
      <nav aria-label="Views"><ul>${VIEWS.filter(([name]) => name !== 'add' || this.mayWrite).map(
        ([name, label, sign]) => html`<li><a href="#/${name}/${encodeURIComponent(collection ?? '')}"
            aria-current=${name === view ? 'page' : nothing}>${icon(sign)}<span>${label}</span></a></li>`,
      )}</ul></nav>
      <button type="button" class="icon-button theme" @click=${this.switchTheme}
          aria-label="Switch between light and dark">${icon(this.isDark ? 'sun' : 'moon')}</button>
    </header>`;
  }

  view() {
    const {view, collection, query} = this.place;
    const shared = this.handle(collection);
    switch (view) {
      case 'add':
        return html`<ingest-view .collection=${shared} @changed=${() => this.describe()}></ingest-view>`;
      case 'copies':
        return html`<copies-view .collection=${shared} ?mayWrite=${this.mayWrite}></copies-view>`;
      case 'map':
        return html`<embedding-map .collection=${shared} .summary=${this.summary}
            @like=${(event) => go({view: 'search', collection, query: {...emptyQuery(), terms: [{id: event.detail, sign: 1}]}})}></embedding-map>`;
      case 'health':
        return html`<health-view .summary=${this.summary}></health-view>`;
      default:
        return html`<search-view .collection=${shared} .summary=${this.summary} .query=${query} ?mayWrite=${this.mayWrite}></search-view>`;
    }
  }

  content() {
    if (this.problem) {
      return html`<p class="notice is-problem" role="alert">${this.problem}</p>`;
    }
    if (this.session?.access === 'open') {
      return html`<sign-in @signed-in=${() => this.begin()}></sign-in>`;
    }
    if (!this.collections) {
      return nothing;
    }
    return this.collections.length
      ? this.view()
      : html`<div class="empty"><h1>No collections yet</h1><p>A collection holds pictures that are searched together.</p>
          ${this.canCreate && this.session.access === 'admin'
            ? html`<button type="button" class="button is-primary" @click=${() => this.querySelector('.create').showModal()}>${icon('add')}New collection</button>`
            : nothing}</div>`;
  }

  render() {
    return html`${this.header()}
      <main id="main">${this.content()}</main>
      <dialog class="create panel" aria-labelledby="create-title"><form @submit=${this.create}>
        <h2 id="create-title">New collection</h2>
        <label>Name<input name="name" required maxlength="64" pattern="[A-Za-z0-9][A-Za-z0-9_\\-]*" autocomplete="off"
            aria-describedby="create-help"></label>
        <p id="create-help" class="quiet">Letters, digits, _ and -</p>
        <p role="alert" class="problem-text"></p>
        <div class="actions"><button class="button is-primary">Create</button>
          <button type="button" class="button" @click=${() => this.querySelector('.create').close()}>Cancel</button></div>
      </form></dialog>`;
  }
}
customElements.define('eidetic-app', App);
