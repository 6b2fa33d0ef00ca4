import { expect, test } from 'vitest';
import { quotedSchemaOf, schemaOf } from './schema-name.ts';

test('a schema is named by the permanent id of its community', () => {
	expect(schemaOf('0123456789ab')).toBe('c_0123456789ab');
	expect(quotedSchemaOf('0123456789ab')).toBe('"c_0123456789ab"');
});

test.each([
	'',
	'acme',
	'0123456789aB',
	'0123456789abc',
	'0123456789a"',
	'0123456789a;',
	'platform',
])('%j names no schema', (id) => {
	expect(() => schemaOf(id)).toThrow('not a community id');
	expect(() => quotedSchemaOf(id)).toThrow('not a community id');
});
