import { expect, test } from 'vitest';
import { AppError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { checkValues } from './check-values.ts';
import type { FieldKind, MemberField } from './fields.schema.ts';

const field = (kind: FieldKind, change: Partial<MemberField> = {}): MemberField => ({
	...{ id: newId(), kind, label: kind, hint: '', visibility: 'members', isRequired: false },
	...{ isFilterable: false, archivedAt: null, version: 1, options: [], accepts: [] },
	...change,
});
const option = (label: string) => ({ id: newId(), label });
const [red, blue] = [option('Red'), option('Blue')];

function kept(one: MemberField, ...values: string[]): unknown {
	try {
		return checkValues([one], [{ fieldId: one.id, values }], {})[one.id] ?? [];
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		expect(error.details).toEqual({ fieldId: one.id });
		return error.code;
	}
}

test.for<[FieldKind, string[], unknown]>([
	['text', ['  a \n b '], ['a b']],
	['text', [' '], []],
	['text', ['x'.repeat(201)], 'fields.too_long'],
	['text', ['a', 'b'], 'fields.one_value'],
	['long_text', [' a\n\nb '], ['a\n\nb']],
	['location', ['x'.repeat(121)], 'fields.too_long'],
	['date', ['2024-02-29'], ['2024-02-29']],
	['date', ['2023-02-29'], 'fields.bad_date'],
	['date', ['0001-01-01'], 'fields.bad_date'],
	['date', ['29.2.2024'], 'fields.bad_date'],
	['url', ['example.org/me'], ['https://example.org/me']],
	['url', ['HTTP://Example.org'], ['http://example.org/']],
	['url', ['javascript:alert(1)'], 'fields.bad_address'],
	['url', ['data:text/html,x'], 'fields.bad_address'],
	['url', ['https://me:secret@example.org'], 'fields.bad_address'],
	['url', ['localhost'], 'fields.bad_address'],
	['url', [`example.org/${'x'.repeat(500)}`], 'fields.bad_address'],
])('%s takes %j as %j', ([kind, values, expected]) => {
	expect(kept(field(kind), ...values)).toEqual(expected);
});

test('one option or several are chosen, in the order of the list, and no other', () => {
	const options = [red, blue];
	expect(kept(field('select', { options }), blue.id)).toEqual([blue.id]);
	expect(kept(field('select', { options }), blue.id, red.id)).toBe('fields.one_value');
	expect(kept(field('multi_select', { options }), blue.id, red.id, red.id)).toEqual([
		...[red.id, blue.id],
	]);
	expect(kept(field('multi_select', { options }), 'Red')).toBe('fields.bad_option');
});

test('what must be filled in is, and what is not named stays', () => {
	const [name, city] = [field('text', { isRequired: true }), field('location')];
	const say = (fieldId: string, ...values: string[]) => ({ fieldId, values });
	expect(checkValues([name, city], [say(city.id, 'Rome')], { [name.id]: ['Ann'] })).toEqual({
		...{ [name.id]: ['Ann'], [city.id]: ['Rome'] },
	});
	expect(kept(name, ' ')).toBe('fields.required');
	expect(checkValues([city], [say(city.id)], { [city.id]: ['Rome'] })).toEqual({});
});

test('a field out of use takes nothing, asks for nothing, and keeps what it has', () => {
	const old = field('text', { isRequired: true, archivedAt: new Date(0).toISOString() });
	expect(() => checkValues([old], [{ fieldId: old.id, values: ['x'] }], {})).toThrow(
		'fields.not_found',
	);
	expect(checkValues([old], [], { [old.id]: ['kept'] })).toEqual({ [old.id]: ['kept'] });
});
