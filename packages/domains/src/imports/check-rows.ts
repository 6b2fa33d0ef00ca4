import { AppError } from '@kith/kernel/errors';
import { fillIn } from '../fields/index.ts';
import type { FieldInput, FieldValues, MemberField } from '../fields/fields.schema.ts';
import { Email } from '../identity/identity.schema.ts';
import { Labels } from '../roster/labels.schema.ts';
import type { Problem, Target } from './imports.schema.ts';

/** A row as it is brought in. */
export type Row = {
	row: number;
	email: string;
	name: string;
	bio: string;
	joinedAt: Date | null;
	roleIds: string[];
	spaceIds: string[];
	tagIds: string[];
	labels: string[];
	fields: FieldInput[];
};
export type Fault = { row: number; problem: Problem; at: number | null; value: string };

/** What the names in a list may mean here. */
export type Known = {
	fields: readonly MemberField[];
	/** By folded name and by key; null: not below who brings them in. */
	roles: ReadonlyMap<string, string | null>;
	/** By folded name and by slug. */
	spaces: ReadonlyMap<string, string>;
	tags: ReadonlyMap<string, string | null>;
	now: Date;
};

/** Signs that no text is made of, and the one that stands for broken bytes. */
const CONTROLS = /[^\P{Cc}\t\n\r]|\uFFFD/u;

/** Checks rows one after the other; of rows with one address the first counts. */
export function createRowCheck(targets: readonly Target[], known: Known) {
	const seen = new Set<string>();
	return (cells: readonly string[], row: number): Row | Fault => {
		const fault = (problem: Problem, at: number | null = null): Fault => ({
			...{ row, problem, at },
			value: (at === null ? '' : (cells[at] ?? '')).slice(0, 200),
		});
		if (cells.length > targets.length) return fault('too_many_cells');
		const broken = cells.findIndex((cell) => CONTROLS.test(cell) || !cell.isWellFormed());
		if (broken >= 0) return fault('bad_characters', broken);
		const at = (target: Target) => targets.indexOf(target);
		const cell = (target: Target) => (at(target) < 0 ? '' : (cells[at(target)] ?? '').trim());
		const email = Email.safeParse(cell('email'));
		if (cell('email') === '') return fault('no_email', at('email'));
		if (!email.success) return fault('bad_email', at('email'));
		if (seen.has(email.data)) return fault('twice', at('email'));
		const joinedAt = dayIn(cell('joined'), known.now);
		if (joinedAt === 'bad') return fault('bad_date', at('joined'));
		const roles = rolesIn(cell('roles'), known);
		if (typeof roles === 'string') return fault(roles, at('roles'));
		const spaceIds = idsIn(cell('spaces'), known.spaces);
		if (!spaceIds) return fault('space_unknown', at('spaces'));
		const tagIds = idsIn(cell('tags'), known.tags);
		if (!tagIds) return fault('tag_unknown', at('tags'));
		const labels = labelsIn(cell('labels'));
		if (!labels) return fault('bad_label', at('labels'));
		const fields = fieldsIn(targets, cells, known.fields);
		if (typeof fields === 'number') return fault('bad_value', fields);
		seen.add(email.data);
		return {
			...{ row, email: email.data, joinedAt, roleIds: roles, spaceIds, tagIds, labels, fields },
			...{ name: cell('name').slice(0, 80), bio: cell('bio').slice(0, 500) },
		};
	};
}

/** The parts of a cell that names several, folded. */
export function partsOf(cell: string): string[] {
	return severalIn(cell).map((part) => part.toLowerCase());
}

function severalIn(cell: string): string[] {
	const parts = cell.split(/[,;|]/u).map((part) => part.trim());
	return parts.filter((part) => part !== '');
}

/** As they are written; null where one is too long or there are too many. */
function labelsIn(cell: string): string[] | null {
	return Labels.safeParse(severalIn(cell)).data ?? null;
}

function idsIn(cell: string, known: ReadonlyMap<string, string | null>): string[] | null {
	const ids = partsOf(cell).map((part) => known.get(part) ?? null);
	return ids.includes(null) ? null : [...new Set(ids as string[])];
}

function rolesIn(cell: string, { roles }: Known): string[] | 'role_unknown' | 'role_above' {
	const parts = partsOf(cell);
	if (parts.some((part) => !roles.has(part))) return 'role_unknown';
	const ids = parts.map((part) => roles.get(part) ?? null);
	return ids.includes(null) ? 'role_above' : [...new Set(ids as string[])];
}

/** `2024-03-01` with or without a time, `01.03.2024`; what is neither, or to come, is bad. */
function dayIn(cell: string, now: Date): Date | null | 'bad' {
	if (cell === '') return null;
	const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
	const text = german
		? `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}`
		: cell;
	if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return 'bad';
	const at = new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
	return Number.isNaN(at.getTime()) || at > now || at.getUTCFullYear() < 1970 ? 'bad' : at;
}

/** What a row fills into fields; the column of one that cannot be kept. */
function fieldsIn(
	targets: readonly Target[],
	cells: readonly string[],
	fields: readonly MemberField[],
): FieldInput[] | number {
	const inputs: FieldInput[] = [];
	for (const [at, target] of targets.entries()) {
		const cell = (cells[at] ?? '').trim();
		if (!target.startsWith('field:') || cell === '') continue;
		const field = fields.find(({ id }) => id === target.slice('field:'.length));
		const input = field && { fieldId: field.id, values: valuesIn(field, cell) };
		if (!input || !isKept(fields, input)) return at;
		inputs.push(input);
	}
	return inputs;
}

/** Options are named by their labels; one that is not there is told by its name. */
function valuesIn({ kind, options }: MemberField, cell: string): string[] {
	if (options.length === 0) return [cell];
	const parts = kind === 'multi_select' ? partsOf(cell) : [cell.toLowerCase()];
	return parts.map((part) => options.find(({ label }) => label.toLowerCase() === part)?.id ?? part);
}

function isKept(fields: readonly MemberField[], input: FieldInput): boolean {
	try {
		const values: FieldValues = fillIn(fields, [input], {});
		return values[input.fieldId] !== undefined;
	} catch (error) {
		if (error instanceof AppError) return false;
		throw error;
	}
}
