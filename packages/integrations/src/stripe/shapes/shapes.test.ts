import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROUTES } from '../resources/routes.ts';
import { blankOf } from './blanks.ts';
import { faultsOfAnswer } from './check-answer.ts';
import { readParams } from './read-params.ts';
import { API_VERSION, SDK_VERSION, shapeOf } from './shapes.ts';
import { ANSWERS, PARAMS } from './wanted.ts';

const sdk = (file: string) =>
	readFileSync(new URL(`../../../node_modules/stripe/${file}`, import.meta.url), 'utf8');

test('the shapes are those of the SDK that is installed; otherwise run scripts/stripe-shapes.ts', () => {
	const { version } = JSON.parse(sdk('package.json')) as { version: string };
	expect(SDK_VERSION).toBe(version);
	expect(sdk('esm/apiVersion.js')).toContain(`'${API_VERSION}'`);
	for (const name of [...Object.values(ANSWERS), ...PARAMS])
		expect(shapeOf(name).size, name).toBeGreaterThan(0);
});

test('every list of parameters belongs to a route, and every branch of a shape is there', () => {
	const used = new Set(ROUTES.map(({ params }) => params));
	expect(PARAMS.filter((name) => !used.has(name))).toEqual([]);
});

test('an answer that misses, adds or confuses a field is found out', () => {
	const rate = {
		...blankOf('tax_rate'),
		id: 't',
		active: true,
		display_name: 'VAT',
		inclusive: false,
		percentage: 19,
	};
	expect(faultsOfAnswer(rate)).toEqual([]);
	const { percentage: _, ...without } = rate;
	expect(faultsOfAnswer(without)).toEqual(['tax_rate.percentage is missing']);
	expect(faultsOfAnswer({ ...rate, colour: 'red' })).toEqual(['tax_rate.colour is unknown']);
	expect(faultsOfAnswer({ ...rate, active: 'yes' })).toEqual([
		'tax_rate.active is "yes", not boolean',
	]);
	expect(faultsOfAnswer({ ...rate, display_name: null })).toEqual([
		'tax_rate.display_name is null',
	]);
	expect(faultsOfAnswer({ object: 'tax_thing' })).toHaveLength(1);
});

test('texts of a form become what the SDK’s types say', () => {
	const read = readParams('SubscriptionUpdateParams', {
		items: { 0: { id: 'si_1', quantity: '3', deleted: 'false' } },
		...{ cancel_at_period_end: 'true', description: '', metadata: { a: '1', b: '' } },
	});
	expect(read).toEqual({
		items: [{ id: 'si_1', quantity: 3, deleted: false }],
		...{ cancel_at_period_end: true, description: null, metadata: { a: '1', b: null } },
	});
});
