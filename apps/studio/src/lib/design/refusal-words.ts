import type { Refusal } from '@kith/domains/design/schema';
import { m } from '#lib/paraglide/messages.js';

/** Why something of a style sheet is left out. */
export const REFUSAL_WORDS: Readonly<Record<Refusal['reason'], () => string>> = {
	syntax: m.css_refused_syntax,
	at_rule: m.css_refused_at_rule,
	nesting: m.css_refused_nesting,
	selector: m.css_refused_selector,
	property: m.css_refused_property,
	value: m.css_refused_value,
	function: m.css_refused_function,
	address: m.css_refused_address,
	fixed: m.css_refused_fixed,
	layer: m.css_refused_layer,
	important: m.css_refused_important,
	too_many: m.css_refused_too_many,
};
