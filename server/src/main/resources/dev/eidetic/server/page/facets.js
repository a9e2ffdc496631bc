import {html, nothing} from 'lit';
import {Element} from './element.js';
import {number, title} from './format.js';
import {icon} from './icons.js';

const HIDDEN = new Set(['id', 'path', 'file', 'sha256']);
const COUNTED = new Set(['text', 'keyword', 'flag']);

/// Which fields can be filtered by choosing values.
export function facetFields(summary) {
  return (summary?.fields ?? []).filter(
    (field) => COUNTED.has(field.type) && !HIDDEN.has(field.name) && field.items > 0,
  );
}

/// Filters by the values that fields have, each with its count. Says `choose` and `drop` with
/// {field, value}.
export class FacetBar extends Element {
  static properties = {
    fields: {attribute: false},
    chosen: {attribute: false},
    load: {attribute: false},
    open: {state: true},
    values: {state: true},
  };

  constructor() {
    super();
    this.fields = [];
    this.chosen = [];
    this.values = [];
  }

  async toggle(field, event) {
    if (event.newState !== 'open') {
      return;
    }
    this.open = field;
    this.values = undefined;
    const values = await this.load(field).catch(() => []);
    if (this.open === field) {
      this.values = values;
    }
  }

  isChosen(field, value) {
    return this.chosen.some((each) => each.field === field && each.value === value);
  }

  press(field, value) {
    this.say(this.isChosen(field, value) ? 'drop' : 'choose', {field, value});
  }

  list(field) {
    if (this.open !== field) {
      return nothing;
    }
    if (!this.values) {
      return html`<p class="quiet">Counting…</p>`;
    }
    return this.values.length === 0
      ? html`<p class="quiet">No values here.</p>`
      : html`<ul class="facet-values">${this.values.map(
          (each) => html`<li><label>
            <input type="checkbox" .checked=${this.isChosen(field, each.value)} @change=${() => this.press(field, each.value)}>
            <span class="facet-value">${each.value}</span><span class="count">${number(each.items)}</span>
          </label></li>`,
        )}</ul>`;
  }

  facet(field) {
    const id = `facet-${field.name}`;
    const active = this.chosen.some((each) => each.field === field.name);
    return html`<div class="facet">
      <button type="button" class="chip ${active ? 'is-on' : ''}" popovertarget=${id} .style=${`anchor-name: --${id}`}>
        ${title(field.name)}${icon('down')}
      </button>
      <div class="menu" id=${id} popover .style=${`position-anchor: --${id}`}
          role="group" aria-label=${title(field.name)} @toggle=${(event) => this.toggle(field.name, event)}>${this.list(field.name)}</div>
    </div>`;
  }

  render() {
    return html`${this.fields.map((field) => this.facet(field))}
      ${this.chosen.map(
        (each) => html`<button type="button" class="chip is-chosen" @click=${() => this.say('drop', each)}
            aria-label="Remove filter ${title(each.field)}: ${each.value}">${each.value}${icon('close')}</button>`,
      )}`;
  }
}
customElements.define('facet-bar', FacetBar);
