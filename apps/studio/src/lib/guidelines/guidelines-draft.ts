import * as z from 'zod';
import type {
	GuidelineRule,
	GuidelinesVersion,
	PublishGuidelines,
	TextKind,
} from '@kith/domains/guidelines/schema';

const Rule = z.strictObject({ id: z.string(), title: z.string(), text: z.string() });

/** Guidelines while they are being written: anything may still be empty. */
export const GuidelinesDraft = z.strictObject({
	title: z.string(),
	rules: z.array(Rule),
	changes: z.string(),
	mustAccept: z.boolean(),
});
export type GuidelinesDraft = z.infer<typeof GuidelinesDraft>;

type Texts = Pick<GuidelinesVersion, 'title' | 'rules'>;

/** Where the tab keeps the draft of a text of a community. */
export const draftKey = (communityId: string, kind: TextKind) => `${kind} ${communityId}`;

/** A draft that begins with the texts of a version. The first of its kind asks everybody, where it can. */
export function draftOf(version: Texts | undefined, title: string, canAsk = true): GuidelinesDraft {
	if (!version) return { title, rules: [], changes: '', mustAccept: canAsk };
	return { title: version.title, rules: version.rules, changes: '', mustAccept: false };
}

/** What keeps a draft from being published; rules without a word in them do not count. */
export function faultsOf({ title, rules }: GuidelinesDraft) {
	const filled = rules.filter(isFilled);
	return {
		title: title.trim() === '',
		none: filled.length === 0,
		untitled: filled.filter((rule) => rule.title.trim() === '').map(({ id }) => id),
	};
}

/** The draft as it is sent: trimmed, without empty rules. */
export function publishable(
	draft: GuidelinesDraft,
	basedOn: number,
	kind: TextKind = 'guidelines',
): PublishGuidelines {
	const rules = draft.rules.filter(isFilled).map(trimmed);
	const { mustAccept } = draft;
	const texts = { title: draft.title.trim(), rules, changes: draft.changes.trim() };
	return { kind, basedOn, ...texts, mustAccept };
}

/** How many rules are new, other than before, and gone. */
export function differenceOf(before: readonly GuidelineRule[], after: readonly GuidelineRule[]) {
	const known = new Map(before.map((rule) => [rule.id, rule]));
	const kept = new Set(after.map(({ id }) => id));
	const isOther = (rule: GuidelineRule) => {
		const old = known.get(rule.id);
		return old && (old.title !== rule.title || old.text !== rule.text);
	};
	return {
		added: after.filter(({ id }) => !known.has(id)).length,
		changed: after.filter(isOther).length,
		removed: before.filter(({ id }) => !kept.has(id)).length,
	};
}

const isFilled = ({ title, text }: GuidelineRule) => `${title}${text}`.trim() !== '';

const trimmed = ({ id, title, text }: GuidelineRule) => ({
	...{ id, title: title.trim(), text: text.trim() },
});
