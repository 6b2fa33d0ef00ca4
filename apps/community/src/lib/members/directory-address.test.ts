import { expect, test } from 'vitest';
import {
	directoryHref,
	isNarrowed,
	queryIn,
	withoutValue,
	type Choices,
} from './directory-address.ts';

const choices: Choices = {
	roles: [{ key: 'host' }],
	fields: [
		{ id: 'city', kind: 'location', label: 'City', options: [] },
		{
			...{ id: 'voice', kind: 'multi_select', label: 'Voice' },
			options: [
				{ id: 'alto', label: 'Alto' },
				{ id: 'bass', label: 'Bass' },
			],
		},
	],
};
const read = (address: string) => queryIn(new URL(address, 'http://x').searchParams, choices);

test('an address says what it asks for, and comes back the same', () => {
	const address =
		'/members?search=an+%26+co&role=host&sort=name&f.city=Z%C3%BCrich&f.voice=alto&f.voice=bass';
	const query = read(address);
	expect(query).toEqual({
		...{ search: 'an & co', roleKey: 'host', sort: 'name' },
		filters: [
			{ fieldId: 'city', values: ['Zürich'] },
			{ fieldId: 'voice', values: ['alto', 'bass'] },
		],
	});
	expect(directoryHref(query)).toBe(address);
});

test('what the viewer may not ask for, and what is empty, is not asked', () => {
	const query = read('/members?role=king&sort=shoe&f.secret=x&f.city=+&f.voice=soprano&search=');
	expect(directoryHref(query)).toBe('/members');
	expect(isNarrowed(query)).toBe(false);
});

test('a value is taken out of a question, and a filter with its last', () => {
	const query = read('/members?f.voice=alto&f.voice=bass');
	const one = withoutValue(query, 'voice', 'alto');
	expect(directoryHref(one)).toBe('/members?f.voice=bass');
	expect(directoryHref(withoutValue(one, 'voice', 'bass'))).toBe('/members');
});
