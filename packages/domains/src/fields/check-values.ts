import { InvalidError } from '@kith/kernel/errors';
import { fieldIn } from './change-fields.ts';
import {
	CHOSEN,
	MOST_CHARACTERS,
	type FieldInput,
	type FieldValues,
	type MemberField,
} from './fields.schema.ts';

type Check = (field: MemberField, value: string) => string;

/**
 * What is kept of what a member filled in; fields that are not named stay as they were. Throws `fields.not_found` for
 * one that is not in use, and with the field's id in its details `fields.required`, `fields.one_value`,
 * `fields.too_long`, `fields.bad_option`, `fields.bad_date`, `fields.bad_address`, `fields.bad_file`. Which file it is,
 * `bindFiles` looks.
 */
export function checkValues(
	fields: readonly MemberField[],
	given: readonly FieldInput[],
	before: FieldValues,
): FieldValues {
	const values = fillIn(fields, given, before);
	for (const { id, isRequired, archivedAt } of fields)
		if (isRequired && archivedAt === null && !values[id]) refuse('required', id);
	return values;
}

/** As `checkValues`, of another's profile: what must be filled in cannot be emptied, and stays empty where it was. */
export function correctValues(
	fields: readonly MemberField[],
	given: readonly FieldInput[],
	before: FieldValues,
): FieldValues {
	const values = fillIn(fields, given, before);
	for (const { id, isRequired, archivedAt } of fields)
		if (isRequired && archivedAt === null && before[id] && !values[id]) refuse('required', id);
	return values;
}

/** As `checkValues`, of a part of the form: what must be filled in elsewhere is not missed. */
export function fillIn(
	fields: readonly MemberField[],
	given: readonly FieldInput[],
	before: FieldValues,
): FieldValues {
	const inUse = fields.filter(({ archivedAt }) => archivedAt === null);
	const values = { ...before };
	for (const { fieldId, values: typed } of given) {
		const field = fieldIn(inUse, fieldId);
		const known = before[fieldId];
		// One that was there already is there with its name.
		const isKept = field.kind === 'file' && known !== undefined && known[0] === typed[0];
		const kept = isKept ? known : checkField(field, typed);
		if (kept.length > 0) values[fieldId] = kept;
		else delete values[fieldId];
	}
	return values;
}

function checkField(field: MemberField, typed: readonly string[]): string[] {
	const filled = typed.map((value) => value.trim()).filter((value) => value !== '');
	if (filled.length > 1 && field.kind !== 'multi_select') refuse('one_value', field.id);
	const checked = filled.map((value) => CHECKS[field.kind](field, value));
	if (!CHOSEN.includes(field.kind)) return checked;
	return field.options.map(({ id }) => id).filter((id) => checked.includes(id));
}

const text: Check = ({ id, kind }, value) => {
	const kept = kind === 'long_text' ? value : value.replaceAll(/\s+/g, ' ');
	return kept.length > MOST_CHARACTERS[kind] ? refuse('too_long', id) : kept;
};
const option: Check = ({ id, options }, value) =>
	options.some((one) => one.id === value) ? value : refuse('bad_option', id);

const CHECKS: Readonly<Record<MemberField['kind'], Check>> = {
	...{ text, long_text: text, location: text, select: option, multi_select: option },
	date: ({ id }, value) => (isDay(value) ? value : refuse('bad_date', id)),
	file: ({ id }, value) => (UUID.test(value) ? value : refuse('bad_file', id)),
	url: ({ id }, value) => webAddress(value) ?? refuse('bad_address', id),
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A day that the calendar has, such as 2024-02-29. */
function isDay(value: string): boolean {
	if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(value)) return false;
	const day = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** An address of the web; what names no scheme is one too. Null for everything else. */
function webAddress(value: string): string | null {
	const address = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`;
	const url = URL.parse(address);
	if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
		return null;
	if (!url.hostname.includes('.') || url.href.length > MOST_CHARACTERS.url) return null;
	return url.href;
}

function refuse(problem: string, fieldId: string): never {
	throw new InvalidError(`fields.${problem}`, { fieldId });
}
