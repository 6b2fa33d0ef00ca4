import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

export const MOST_RULES = 30;
/** Sections of a legal text. */
export const MOST_SECTIONS = 60;
const RULE_LENGTH = 2000;
const SECTION_LENGTH = 20_000;

/** A community's own legal texts: what it wrote, and nothing where it wrote nothing. */
export const LEGAL_KINDS = ['terms', 'privacy', 'imprint'] as const;
export const LegalKind = z.enum(LEGAL_KINDS);
export type LegalKind = z.infer<typeof LegalKind>;

/** What lies in versions, one of which is in force. */
export const TextKind = z.enum(['guidelines', ...LEGAL_KINDS]);
export type TextKind = z.infer<typeof TextKind>;

/** Whether members can be asked to accept a text: an imprint and a privacy notice inform, nobody agrees to them. */
export const isAcceptable = (kind: TextKind): boolean => kind === 'guidelines' || kind === 'terms';
/** How much there is room for in a text of a kind. */
export const roomOf = (kind: TextKind) =>
	kind === 'guidelines'
		? { rules: MOST_RULES, text: RULE_LENGTH }
		: { rules: MOST_SECTIONS, text: SECTION_LENGTH };
/** Versions that the studio lists, newest first. */
export const MOST_VERSIONS = 50;

/** One rule, or a section of a legal text; its id stays through the versions, so that a decision can name the rule it rests on. */
export const GuidelineRule = z.strictObject({
	id: z.uuid(),
	title: z.string().trim().min(1).max(120),
	/** Plain words; an empty line parts paragraphs. */
	text: z.string().trim().max(SECTION_LENGTH),
});
export type GuidelineRule = z.infer<typeof GuidelineRule>;

const Texts = {
	title: z.string().trim().min(1).max(80),
	rules: z.array(GuidelineRule).min(1).max(MOST_SECTIONS),
};

/** The newest version and the highest one that members have to accept; both 0 where there never was one. */
export const GuidelinesInForce = z.strictObject({
	version: z.int(),
	required: z.int(),
	title: z.string().default(''),
	/** Taken off the site; its versions stay. */
	isOff: z.boolean().default(false),
});
export type GuidelinesInForce = z.infer<typeof GuidelinesInForce>;
export const NO_GUIDELINES: GuidelinesInForce = {
	version: 0,
	required: 0,
	title: '',
	isOff: false,
};

export const NO_LEGAL = { terms: NO_GUIDELINES, privacy: NO_GUIDELINES, imprint: NO_GUIDELINES };

/** A legal text that the site links. */
export const LegalLink = z.strictObject({ kind: LegalKind, title: z.string() });
export type LegalLink = z.infer<typeof LegalLink>;

const Kind = TextKind.default('guidelines');
export const TextRef = z.strictObject({ kind: Kind });
export type TextRef = z.infer<typeof TextRef>;
export const WithdrawText = z.strictObject({ kind: LegalKind });
export type WithdrawText = z.infer<typeof WithdrawText>;

/** How many are in, and how many of them a new version would ask. */
export const TextAudience = z.strictObject({ active: z.int(), asked: z.int() });
export type TextAudience = z.infer<typeof TextAudience>;

/** The guidelines in force, with what the actor said to them. */
export const Guidelines = z.strictObject({
	...Texts,
	version: z.int().positive(),
	/** What changed against the version before, for who accepted that. */
	changes: z.string(),
	publishedAt: z.date(),
	/** Whether the actor is a member who has to accept them before taking part (again). */
	mustAccept: z.boolean(),
	/** The highest version the actor accepted; 0 for none and for visitors. */
	accepted: z.int(),
});
export type Guidelines = z.infer<typeof Guidelines>;

export const PublishGuidelines = z
	.strictObject({
		...Texts,
		kind: Kind,
		/** The version the editor started from; 0 where there was none. */
		basedOn: z.int().min(0),
		changes: z.string().trim().max(300),
		/** Whether members have to accept this version before they take part again. */
		mustAccept: z.boolean(),
	})
	.refine(({ kind, rules }) => rules.length <= roomOf(kind).rules, { path: ['rules'] })
	.refine(({ kind, rules }) => rules.every(({ text }) => text.length <= roomOf(kind).text), {
		path: ['rules'],
	})
	.refine(({ kind, mustAccept }) => !mustAccept || isAcceptable(kind), { path: ['mustAccept'] });
export type PublishGuidelines = z.infer<typeof PublishGuidelines>;

export const GuidelinesRef = z.strictObject({ version: z.int().positive() });

export type GuidelinesRef = z.infer<typeof GuidelinesRef>;

export const AcceptText = GuidelinesRef.extend({ kind: Kind });
export type AcceptText = z.infer<typeof AcceptText>;

/** A version as the studio lists it. */
export const GuidelinesVersion = z.strictObject({
	...Texts,
	version: z.int().positive(),
	changes: z.string(),
	mustAccept: z.boolean(),
	publishedAt: z.date(),
	/** Null where it came with the community, or with somebody who is gone. */
	publisher: z.string().nullable(),
	/** Active members who accepted exactly this one. */
	acceptedBy: z.int(),
});
export type GuidelinesVersion = z.infer<typeof GuidelinesVersion>;

export const ListAcceptances = PageInput.extend({
	kind: Kind,
	version: z.int().positive().optional(),
});
export type ListAcceptances = z.infer<typeof ListAcceptances>;

export const ExportAcceptances = ListAcceptances.pick({ kind: true, version: true });
export type ExportAcceptances = z.infer<typeof ExportAcceptances>;

/** Who accepted which version, and when. */
export const Acceptance = z.strictObject({
	version: z.int(),
	memberId: z.uuid(),
	handle: z.string(),
	name: z.string(),
	acceptedAt: z.date(),
});
export type Acceptance = z.infer<typeof Acceptance>;
