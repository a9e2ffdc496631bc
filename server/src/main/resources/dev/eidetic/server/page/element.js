import {LitElement} from 'lit';

/// A component in the page's own document: one style sheet serves all, and labels reach across.
export class Element extends LitElement {
  createRenderRoot() {
    return this;
  }

  /// Tells those around it.
  say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true}));
  }
}
