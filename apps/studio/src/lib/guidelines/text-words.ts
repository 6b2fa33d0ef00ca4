import type { TextKind } from '@kith/domains/guidelines/schema';
import { m } from '#lib/paraglide/messages.js';

/** What the parts of a text are called where it is written: rules of guidelines, sections of a legal text. */
const GUIDELINES = {
	parts: m.guidelines_rules,
	hint: m.guidelines_rules_hint,
	none: m.guidelines_rules_none,
	missing: m.guidelines_rules_missing,
	add: m.guidelines_rule_add,
	part: m.guidelines_rule,
	heading: m.guidelines_rule_title,
	text: m.guidelines_rule_text,
	untitled: m.guidelines_rule_untitled,
	titleMissing: m.guidelines_title_missing,
	first: m.guidelines_publish_first,
	previewEmpty: m.guidelines_preview_empty,
};

const LEGAL: typeof GUIDELINES = {
	parts: m.legal_sections,
	hint: m.legal_sections_hint,
	none: m.legal_sections_none,
	missing: m.legal_sections_missing,
	add: m.legal_section_add,
	part: m.legal_section,
	heading: m.legal_section_title,
	text: m.legal_section_text,
	untitled: m.legal_section_untitled,
	titleMissing: m.legal_title_missing,
	first: m.legal_publish_first,
	previewEmpty: m.legal_preview_empty,
};

const TITLES: Readonly<Record<TextKind, () => string>> = {
	guidelines: m.guidelines_title_start,
	terms: m.legal_terms,
	privacy: m.legal_privacy,
	imprint: m.legal_imprint,
};

export const wordsOf = (kind: TextKind) => (kind === 'guidelines' ? GUIDELINES : LEGAL);
/** What a text is called before anybody has named it. */
export const titleOf = (kind: TextKind): string => TITLES[kind]();

/** Where the studio keeps a text. */
export const textRoot = (communityId: string, kind: TextKind): string =>
	kind === 'guidelines'
		? `/c/${communityId}/guidelines`
		: `/c/${communityId}/settings/legal/${kind}`;
