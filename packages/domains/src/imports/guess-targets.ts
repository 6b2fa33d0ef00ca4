import type { MemberField } from '../fields/fields.schema.ts';
import type { Target } from './imports.schema.ts';

/** Words that head a column in lists of other products and languages. */
const WORDS: readonly (readonly [Target, RegExp])[] = [
	['email', /^(?:e-?mail|mail|email address|e-?mail-?adresse|correo|courriel|メール|البريد)/i],
	['name', /^(?:full ?name|display ?name|name|member ?name|nombre|nom|名前|氏名|الاسم)$/i],
	['bio', /^(?:bio|about|headline|über mich|beschreibung|biografía|自己紹介)$/i],
	['joined', /^(?:joined|join date|created|created at|member since|joined at|beitritt|eintritt)/i],
	['roles', /^(?:roles?|rollen?|rol|rôles?)$/i],
	['spaces', /^(?:spaces?|groups?|bereiche?|gruppen?|espacios?|espaces?)$/i],
	['labels', /^(?:labels?|libellés?|rótulos?|ラベル|(?:ال)?تسميات)$/i],
	['tags', /^(?:tags?|segments?|schlagwörter|etiquetas?|étiquettes?)$/i],
];

/** What each column probably holds, by its heading and then by what is in it; each target once. */
export function guessTargets(
	headings: readonly string[],
	samples: readonly (readonly string[])[],
	fields: readonly MemberField[],
): Target[] {
	const taken = new Set<Target>();
	const guesses = headings.map((heading, at) => {
		const target = byHeading(heading.trim(), fields) ?? byCells(samples[at] ?? []);
		if (target === 'ignore' || taken.has(target)) return 'ignore';
		taken.add(target);
		return target;
	});
	return guesses;
}

function byHeading(heading: string, fields: readonly MemberField[]): Target | null {
	const folded = heading.toLowerCase();
	const field = fields.find(
		({ kind, label, archivedAt }) =>
			kind !== 'file' && archivedAt === null && label.toLowerCase() === folded,
	);
	if (field) return `field:${field.id}`;
	return WORDS.find(([, words]) => words.test(heading))?.[0] ?? null;
}

function byCells(cells: readonly string[]): Target {
	const filled = cells.filter((cell) => cell !== '');
	return filled.length > 0 && filled.every((cell) => /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/.test(cell))
		? 'email'
		: 'ignore';
}
