import {html, nothing} from 'lit';
import {Element} from './element.js';
import {shortName} from './format.js';
import {icon} from './icons.js';
import {picture} from './routes.js';

/// What is sought: pictures to resemble or avoid, and words. Says `pictures` with files, `words`
/// with text, `remove`, `flip` and `box` with the index of a picture.
export class QueryBar extends Element {
  static properties = {
    terms: {attribute: false},
    text: {},
    thumbnail: {attribute: false},
    isOver: {state: true},
  };

  constructor() {
    super();
    this.terms = [];
    this.text = '';
    this.isOver = false;
  }

  pick(event) {
    const files = [...event.target.files];
    event.target.value = '';
    if (files.length) {
      this.say('pictures', files);
    }
  }

  type(event) {
    clearTimeout(this.waiting);
    const text = event.target.value;
    this.waiting = setTimeout(() => this.say('words', text), 300);
  }

  submit(event) {
    event.preventDefault();
    clearTimeout(this.waiting);
    this.say('words', this.querySelector('input[type=search]').value);
  }

  term(each, index) {
    const kept = each.picture === undefined ? undefined : picture(each.picture);
    const name = kept ? kept.file.name || 'pasted picture' : shortName(each.id);
    const source = kept ? kept.url : this.thumbnail(each.id, 180);
    const meaning = each.sign > 0 ? 'Like' : 'Unlike';
    return html`<li class="term ${each.sign > 0 ? '' : 'is-unlike'}">
      <button type="button" class="term-picture" @click=${() => this.say('box', index)}
          title="Search by a part of it" aria-label="${meaning} ${name}${each.box ? ', a part of it' : ''}: choose the part that counts">
        <img src=${source} alt="">
        ${each.box ? html`<span class="term-box" .style=${boxStyle(each.box)}></span>` : nothing}
        <span class="term-crop">${icon('crop')}</span>
      </button>
      <span class="term-side">
        <button type="button" class="tiny" @click=${() => this.say('flip', index)}
            aria-label=${each.sign > 0 ? `Avoid ${name} instead` : `Resemble ${name} instead`}
            title=${each.sign > 0 ? 'Like this; press to avoid it' : 'Unlike this; press to resemble it'}>${icon(each.sign > 0 ? 'add' : 'minus')}</button>
        <button type="button" class="tiny" @click=${() => this.say('remove', index)} aria-label="Remove ${name}" title="Remove">${icon('close')}</button>
      </span>
    </li>`;
  }

  render() {
    return html`<form class="query ${this.isOver ? 'is-over' : ''}" role="search" @submit=${this.submit}>
      ${this.terms.length
        ? html`<ul class="terms" aria-label="Pictures to go by">${this.terms.map((each, i) => this.term(each, i))}</ul>`
        : nothing}
      <label class="words">
        ${icon('search')}
        <span class="hidden">Words in names and fields</span>
        <input type="search" .value=${this.text} @input=${this.type} enterkeyhint="search" autocomplete="off"
            placeholder=${this.terms.length ? 'and words' : 'Drop or paste a picture, or type words'}>
      </label>
      <label class="button is-primary pick">
        ${icon('picture')}<span class="pick-text">Choose picture</span>
        <input class="hidden" type="file" accept="image/*" multiple @change=${this.pick}>
      </label>
    </form>`;
  }
}
customElements.define('query-bar', QueryBar);

/// Where a box lies over its picture, as CSS.
export function boxStyle([x, y, width, height]) {
  const percent = (share) => `${100 * share}%`;
  return `left:${percent(x)};top:${percent(y)};width:${percent(width)};height:${percent(height)}`;
}
