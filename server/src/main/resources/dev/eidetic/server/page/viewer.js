import {html, nothing} from 'lit';
import {Element} from './element.js';
import {percent, shortName, title, value} from './format.js';
import {icon} from './icons.js';

const LAST = ['sha256', 'indexed', 'modified'];

function ordered(fields) {
  return Object.entries(fields).sort(
    ([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b) || a.localeCompare(b),
  );
}

function jpeg(base64) {
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], {type: 'image/jpeg'});
}

/// One picture, large, with all that is known of it. Says `step` with 1 or -1, `like`, `unlike` and
/// `part` with the picture's id, `erase` with it, `close`. `compare`, where there is one, takes an id
/// and a signal and promises what the picture has in common with the query.
export class PictureViewer extends Element {
  static properties = {
    picture: {attribute: false},
    thumbnail: {attribute: false},
    shares: {attribute: false},
    compare: {attribute: false},
    mayDelete: {type: Boolean},
    match: {state: true},
    isAsking: {state: true},
  };

  updated(changed) {
    if (!changed.has('picture')) {
      return;
    }
    const dialog = this.querySelector('dialog');
    this.isAsking = false;
    this.forgetMatch();
    if (this.picture && !dialog.open) {
      dialog.showModal();
    } else if (!this.picture && dialog.open) {
      dialog.close();
    }
  }

  key(event) {
    const steps = {ArrowLeft: -1, ArrowRight: 1};
    if (event.key in steps) {
      event.preventDefault();
      this.say('step', steps[event.key]);
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === 'l') {
      this.say('like', this.picture.id);
    } else if (event.key === 'u') {
      this.say('unlike', this.picture.id);
    }
  }

  askToDelete() {
    if (this.isAsking) {
      this.say('erase', this.picture.id);
    } else {
      this.isAsking = true;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.forgetMatch();
  }

  forgetMatch() {
    this.comparing?.abort();
    if (this.match?.url) {
      URL.revokeObjectURL(this.match.url);
    }
    this.match = undefined;
  }

  async showMatch() {
    this.comparing = new AbortController();
    const {signal} = this.comparing;
    this.match = {isBusy: true};
    try {
      const found = await this.compare(this.picture.id, signal);
      if (!signal.aborted) {
        this.match = {...found, url: URL.createObjectURL(jpeg(found.picture))};
      }
    } catch (failure) {
      if (!signal.aborted) {
        this.match = {problem: failure.message};
      }
    }
  }

  agreement() {
    if (!this.compare) {
      return nothing;
    }
    const {isBusy, problem, isVerified, agreeing, matched, placement, url} = this.match ?? {};
    if (url) {
      return html`<div class="match" role="status">
        <p>${isVerified
          ? `They show the same thing: ${agreeing} details agree.`
          : `Too little agrees to say that they show the same thing: ${agreeing} of ${matched} details.`}</p>
        ${isVerified
          ? html`<p class="quiet">Turned by ${placement.angleDegrees.toFixed(0)}°, ${placement.scale.toFixed(2)} times as large.</p>`
          : nothing}
        <button type="button" class="button is-quiet" @click=${this.forgetMatch}>Back to the picture</button>
      </div>`;
    }
    return html`<div class="match" role="status">
      <button type="button" class="button" ?disabled=${isBusy} @click=${this.showMatch}>${icon('search')}${isBusy ? 'Comparing…' : 'Show what agrees'}</button>
      ${problem ? html`<p class="notice is-problem" role="alert">${problem}</p>` : nothing}
    </div>`;
  }

  details() {
    const {id, fields, score, probability, stages} = this.picture;
    return html`<aside class="details">
      <h2 id="viewer-title">${shortName(id)}</h2>
      ${score === undefined ? nothing : html`<p class="big-score"><span class="score">${score.toFixed(3)}</span> ${stages?.length ? 'after a closer look' : 'similarity, of at most 1'}${probability === undefined ? nothing : html`; a match with <strong>${percent(probability)}</strong> probability`}</p>`}
      ${stages?.length
        ? html`<ul class="stages quiet">${stages.map((each) => html`<li>${each.stage}: ${each.reason}</li>`)}</ul>`
        : nothing}
      ${this.shares?.length > 1
        ? html`<p class="quiet">Alone, its examples score ${this.shares.map((share) => share.toFixed(3)).join(' and ')}.</p>`
        : nothing}
      <div class="actions">
        <button type="button" class="button is-primary" @click=${() => this.say('like', id)}>${icon('add')}More like this</button>
        <button type="button" class="button" @click=${() => this.say('unlike', id)}>${icon('minus')}Less like this</button>
        <button type="button" class="button" @click=${() => this.say('part', id)}>${icon('crop')}Search a part</button>
      </div>
      ${this.agreement()}
      <dl class="fields">${ordered(fields).map(
        ([name, content]) => html`<div><dt>${title(name)}</dt><dd>${value(name, content)}</dd></div>`,
      )}<div><dt>Id</dt><dd>${id}</dd></div></dl>
      ${this.mayDelete
        ? html`<button type="button" class="button is-quiet ${this.isAsking ? 'is-danger' : ''}" @click=${this.askToDelete}>
            ${icon('trash')}${this.isAsking ? 'Press again to delete for good' : 'Delete'}</button>`
        : nothing}
    </aside>`;
  }

  render() {
    return html`<dialog class="viewer" aria-labelledby="viewer-title" @close=${() => this.say('close')} @keydown=${this.key}>
      ${this.picture
        ? html`<figure>
              ${this.match?.url
                ? html`<img src=${this.match.url} alt="The query on the left, ${shortName(this.picture.id)} on the right, with lines between details that agree">`
                : html`<img src=${this.thumbnail(this.picture.id, 1440)} alt=${shortName(this.picture.id)}>`}
              <button type="button" class="icon-button previous" @click=${() => this.say('step', -1)} aria-label="Previous picture">${icon('left')}</button>
              <button type="button" class="icon-button next" @click=${() => this.say('step', 1)} aria-label="Next picture">${icon('right')}</button>
              <button type="button" class="icon-button close" @click=${() => this.querySelector('dialog').close()} aria-label="Close">${icon('close')}</button>
            </figure>
            ${this.details()}`
        : html`<h2 id="viewer-title" class="hidden">No picture</h2>`}
    </dialog>`;
  }
}
customElements.define('picture-viewer', PictureViewer);
