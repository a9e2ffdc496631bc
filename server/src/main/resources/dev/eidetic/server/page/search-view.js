import {html, nothing} from 'lit';
import {Element} from './element.js';
import {facetFields} from './facets.js';
import './grid.js';
import './query-bar.js';
import './region-editor.js';
import './viewer.js';
import {millis, percent, quoted, several} from './format.js';
import {icon} from './icons.js';
import {follow, stepText} from './jobs.js';
import {go, keep, picture} from './routes.js';

const PAGE = 120;
const DEEPEST = 10_000;
const ORDERS = [
  ['-indexed', 'Newest first'],
  ['indexed', 'Oldest first'],
  ['file', 'Name'],
  ['-bytes', 'Largest first'],
  ['-taken', 'Taken last'],
];

/// Searches that find pictures by their details in the first place.
const BY_DETAILS = 'local';

const CLOSER_LOOKS = [
  ['', 'As found'],
  ['superglobal', 'Neighbours agree'],
  ['geometric(top=50)', 'Details match'],
  [BY_DETAILS, 'Found by details'],
];

/// Search and browse: the query above, pictures below. Without a query it shows the collection.
export class SearchView extends Element {
  static properties = {
    collection: {attribute: false},
    summary: {attribute: false},
    query: {attribute: false},
    mayWrite: {type: Boolean},
    pictures: {state: true},
    total: {state: true},
    hasMore: {state: true},
    isBusy: {state: true},
    problem: {state: true},
    took: {state: true},
    shares: {state: true},
    opened: {state: true},
    job: {state: true},
    isOver: {state: true},
  };

  constructor() {
    super();
    this.pictures = [];
    this.shares = {};
    this.opened = -1;
    this.thumbnail = (id, side) => this.collection.thumbnail(id, side);
    this.countValues = (field) =>
      this.collection.values(field, this.where(field)).then((found) => found.values);
  }

  connectedCallback() {
    super.connectedCallback();
    this.listeners = {
      paste: (event) => this.drop(event, event.clipboardData),
      dragover: (event) => this.over(event, true),
      dragleave: (event) => event.relatedTarget === null && this.over(event, false),
      drop: (event) => this.drop(event, event.dataTransfer),
      keydown: (event) => this.shortcut(event),
    };
    Object.entries(this.listeners).forEach(([name, act]) => addEventListener(name, act));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    Object.entries(this.listeners).forEach(([name, act]) => removeEventListener(name, act));
    this.running?.abort();
  }

  willUpdate(changed) {
    if (changed.has('query') || changed.has('collection')) {
      this.begin();
    }
  }

  over(event, isOver) {
    event.preventDefault();
    this.isOver = isOver;
  }

  drop(event, data) {
    const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
    if (files.length) {
      event.preventDefault();
      this.addPictures(files);
    } else if (event.type === 'drop') {
      event.preventDefault();
    }
    this.isOver = false;
  }

  shortcut(event) {
    const isTyping = event.target.closest?.('input, select, textarea, dialog');
    if (event.key === '/' && !isTyping) {
      event.preventDefault();
      this.querySelector('input[type=search]').focus();
    }
  }

  /// Goes to another query; the address keeps it.
  change(change) {
    go({view: 'search', collection: this.collection.name, query: {...this.query, ...change}});
  }

  addPictures(files) {
    const terms = files.map((file) => ({picture: keep(file), sign: 1}));
    this.change({terms: [...this.query.terms, ...terms]});
  }

  changeTerm(index, change) {
    const terms = this.query.terms.map((each, i) => (i === index ? {...each, ...change} : each));
    this.change({terms});
  }

  addTerm(id, sign) {
    this.opened = -1;
    const others = this.query.terms.filter((each) => each.id !== id);
    this.change({terms: sign > 0 ? [{id, sign}] : [...others, {id, sign}]});
    scrollTo({top: 0});
  }

  /// The filter of what is chosen; values of one field are alternatives.
  where(exceptField) {
    const byField = Map.groupBy(this.query.filters, (each) => each.field);
    const type = (name) => this.summary?.fields.find((field) => field.name === name)?.type;
    const clauses = [];
    for (const [field, chosen] of byField) {
      if (field !== exceptField) {
        const name = type(field) === 'text' ? `${field}.exact` : field;
        clauses.push(`${name}:(${chosen.map((each) => quoted(each.value)).join(' OR ')})`);
      }
    }
    const words = this.query.text.trim().split(/\s+/).filter(Boolean);
    clauses.push(...words.map(quoted));
    return clauses.join(' AND ');
  }

  get isSearch() {
    return this.query.terms.some((each) => each.sign > 0);
  }

  begin() {
    this.running?.abort();
    this.running = new AbortController();
    this.opened = -1;
    this.problem = undefined;
    this.job = undefined;
    this.isUndescribed = false;
    this.hasMore = true;
    this.loadPage(0);
  }

  more() {
    if (this.hasMore && !this.isBusy && this.pictures.length) {
      this.loadPage(this.pictures.length);
    }
  }

  async loadPage(offset) {
    const {signal} = this.running;
    this.isBusy = true;
    try {
      const began = performance.now();
      const page = this.isSearch ? await this.search(offset, signal) : await this.browse(offset, signal);
      if (!signal.aborted) {
        this.took = offset ? this.took : performance.now() - began;
        this.pictures = offset ? [...this.pictures, ...page] : page;
        this.isBusy = false;
      }
    } catch (failure) {
      if (!signal.aborted) {
        this.isUndescribed = failure.status === 409 && this.query.rerank === BY_DETAILS;
        this.problem = failure.message;
        this.pictures = offset ? this.pictures : [];
        this.hasMore = false;
        this.isBusy = false;
      }
    }
  }

  async browse(offset, signal) {
    const {order} = this.query;
    const found = await this.collection.list({where: this.where(), order, offset, count: PAGE}, signal);
    this.total = found.total;
    this.shares = {};
    this.hasMore = offset + found.images.length < found.total;
    return found.images;
  }

  async search(offset, signal) {
    const files = new Map();
    const request = {
      like: [],
      unlike: [],
      where: this.where(),
      minScore: this.query.minScore || -1,
      minProbability: this.query.minProbability,
      offset,
      count: Math.min(PAGE, DEEPEST - offset),
      explain: true,
      ...this.closerLook(offset),
    };
    for (const each of this.query.terms) {
      (each.sign > 0 ? request.like : request.unlike).push(this.example(each, files));
    }
    const found = await this.collection.search(request, files, signal);
    this.remember(found.vectors ?? {});
    this.total = found.explanation.passing;
    this.shares = {...(offset ? this.shares : {}), ...found.explanation.shares};
    this.hasMore = found.hasMore && offset + found.hits.length < DEEPEST;
    return found.hits;
  }

  /// The first page is put into a better order; those after it are the same as without.
  closerLook(offset) {
    if (this.query.rerank === BY_DETAILS) {
      return {local: true, minScore: -1, minProbability: 0};
    }
    return this.query.rerank && !offset ? {rerank: this.query.rerank, candidates: PAGE} : {};
  }

  /// A picture is sent once; after that its vector stands for it, which has no details to match.
  example(each, files) {
    if (each.id !== undefined) {
      return {id: each.id, box: each.box};
    }
    const kept = picture(each.picture);
    const vector = kept.vectors.get(this.vectorKey(each));
    if (vector && !this.query.rerank) {
      return {vector};
    }
    files.set(each.picture, kept.file);
    return {upload: each.picture, box: each.box};
  }

  vectorKey(each) {
    return `${this.summary?.space.sha256}@${each.box ?? ''}`;
  }

  remember(vectors) {
    for (const each of this.query.terms) {
      if (vectors[each.picture]) {
        picture(each.picture).vectors.set(this.vectorKey(each), vectors[each.picture]);
      }
    }
  }

  /// How a hit is compared with the one whole picture that is sought; nothing to compare otherwise.
  comparison() {
    const sought = this.query.terms.filter((each) => each.sign > 0);
    if (sought.length !== 1 || sought[0].box) {
      return undefined;
    }
    const [{id, picture: name}] = sought;
    const query = id === undefined ? {file: picture(name).file} : {like: id};
    return (hit, signal) => this.collection.match(hit, query, signal);
  }

  editBox(source, box, done) {
    const editor = this.querySelector('region-editor');
    editor.addEventListener('done', (event) => done(event.detail ?? undefined), {once: true});
    editor.show(source, box);
  }

  editTerm(index) {
    const each = this.query.terms[index];
    const source = each.id === undefined ? picture(each.picture).url : this.thumbnail(each.id, 1440);
    this.editBox(source, each.box, (box) => this.changeTerm(index, {box}));
  }

  partOf(id) {
    this.opened = -1;
    this.editBox(this.thumbnail(id, 1440), undefined, (box) => this.change({terms: [{id, sign: 1, box}]}));
  }

  choose(filter) {
    this.change({filters: [...this.query.filters, filter]});
  }

  unchoose({field, value}) {
    const rest = this.query.filters.filter((each) => each.field !== field || each.value !== value);
    this.change({filters: rest});
  }

  step(by) {
    this.opened = Math.min(this.pictures.length - 1, Math.max(0, this.opened + by));
    if (this.opened > this.pictures.length - 10) {
      this.more();
    }
  }

  closed() {
    const index = this.opened;
    this.opened = -1;
    if (index >= 0) {
      this.querySelector('picture-grid').focusOn(index);
    }
  }

  async deletePicture(id) {
    try {
      await this.collection.delete(id);
      this.opened = -1;
      this.pictures = this.pictures.filter((each) => each.id !== id);
      this.total--;
    } catch (failure) {
      this.problem = failure.message;
      this.opened = -1;
    }
  }

  /// Has the details described, which searches by them need, and searches again.
  async describe() {
    try {
      this.job = await this.collection.start({type: 'details'});
      const end = await follow(this.job.id, (job) => (this.job = job), this.running.signal);
      this.job = undefined;
      if (end.failure) {
        this.problem = end.failure;
      } else {
        this.begin();
      }
    } catch (failure) {
      this.job = undefined;
      this.problem = failure.message;
    }
  }

  headline() {
    if (this.job) {
      return html`<p class="notice" role="status">${stepText(this.job)}</p>`;
    }
    if (this.problem && this.isUndescribed && this.mayWrite) {
      return html`<div class="notice" role="alert"><p>The details of this collection are not described yet.</p>
        <p class="quiet">Describing reads every picture once; later searches by details take no longer than others.</p>
        <button type="button" class="button is-primary" @click=${() => this.describe()}>Describe them</button></div>`;
    }
    if (this.problem) {
      return html`<p class="notice is-problem" role="alert">${this.problem}</p>`;
    }
    const shown = this.isSearch
      ? `Closest of ${several(this.total ?? 0, 'picture')}`
      : several(this.total ?? 0, 'picture');
    return html`<p class="headline" role="status">${
      this.total === undefined ? 'Looking…' : shown
    }${this.isSearch && this.took && !this.isBusy ? html`<span class="quiet"> in ${millis(this.took)}</span>` : nothing}</p>`;
  }

  tools() {
    return html`<div class="tools">
      <facet-bar class="chips" .fields=${facetFields(this.summary)} .chosen=${this.query.filters} .load=${this.countValues}
          @choose=${(event) => this.choose(event.detail)} @drop=${(event) => event.detail && this.unchoose(event.detail)}></facet-bar>
      <div class="tools-end">
        ${this.isSearch
          ? html`<label class="select"><span class="hidden">Closer look</span>
              <select name="rerank" @change=${(event) => this.change({rerank: event.target.value})}>${CLOSER_LOOKS.map(
                ([value, label]) => html`<option value=${value} ?selected=${value === this.query.rerank}>${label}</option>`,
              )}</select></label>
            ${this.leastSlider()}`
          : html`<label class="select"><span class="hidden">Order</span>
              <select @change=${(event) => this.change({order: event.target.value})}>${ORDERS.map(
                ([value, label]) => html`<option value=${value} ?selected=${value === this.query.order}>${label}</option>`,
              )}</select></label>`}
      </div>
    </div>`;
  }

  /// Probabilities mean the same for every query, so they go first where the collection has them.
  leastSlider() {
    if (this.query.rerank === BY_DETAILS) {
      return nothing; // its scores mean something else
    }
    return this.summary?.calibratedBy
      ? html`<label class="slider"><span>Match at least <output>${percent(this.query.minProbability)}</output></span>
          <input type="range" name="probability" min="0" max="0.95" step="0.05" .value=${String(this.query.minProbability)}
              @change=${(event) => this.change({minProbability: Number(event.target.value)})}></label>`
      : html`<label class="slider"><span>Similarity at least <output>${this.query.minScore.toFixed(2)}</output></span>
          <input type="range" min="0" max="1" step="0.05" .value=${String(this.query.minScore)}
              @change=${(event) => this.change({minScore: Number(event.target.value)})}></label>`;
  }

  empty() {
    if (this.isBusy || this.pictures.length || this.problem) {
      return nothing;
    }
    return this.query.filters.length || this.query.text || this.isSearch
      ? html`<div class="empty"><h2>Nothing fits</h2><p>Take a filter away, or lower the similarity.</p></div>`
      : html`<div class="empty"><h2>No pictures yet</h2><p>This collection is empty.</p>
          <a class="button is-primary" href="#/add/${encodeURIComponent(this.collection.name)}">${icon('upload')}Add pictures</a></div>`;
  }

  render() {
    const shown = this.pictures[this.opened];
    return html`
      <h1 class="hidden">Search ${this.collection.name}</h1>
      <query-bar .terms=${this.query.terms} .text=${this.query.text} .thumbnail=${this.thumbnail}
          @pictures=${(event) => this.addPictures(event.detail)} @words=${(event) => this.change({text: event.detail})}
          @remove=${(event) => this.change({terms: this.query.terms.filter((_, i) => i !== event.detail)})}
          @flip=${(event) => this.changeTerm(event.detail, {sign: -this.query.terms[event.detail].sign})}
          @box=${(event) => this.editTerm(event.detail)}></query-bar>
      ${this.tools()}
      ${this.headline()}
      <picture-grid .pictures=${this.pictures} .thumbnail=${this.thumbnail} ?hasScores=${this.isSearch}
          label=${this.isSearch ? 'Similar pictures, best first' : 'Pictures'}
          @more=${() => this.more()} @open=${(event) => (this.opened = event.detail)}></picture-grid>
      ${this.empty()}
      <picture-viewer .picture=${shown} .thumbnail=${this.thumbnail} .shares=${this.shares[shown?.rank]} .compare=${this.comparison()} ?mayDelete=${this.mayWrite}
          @step=${(event) => this.step(event.detail)} @like=${(event) => this.addTerm(event.detail, 1)}
          @unlike=${(event) => this.addTerm(event.detail, -1)} @part=${(event) => this.partOf(event.detail)}
          @erase=${(event) => this.deletePicture(event.detail)} @close=${() => this.closed()}></picture-viewer>
      <region-editor></region-editor>
      ${this.isOver ? html`<div class="drop-cover" aria-hidden="true"><p>${icon('picture')}Drop to find what looks like it</p></div>` : nothing}`;
  }
}
customElements.define('search-view', SearchView);
