import { isRedirect } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { namedCommunity, resumePath, STEPS } from './steps.ts';

const id = '0199a1de-0000-7000-8000-000000000001';

test('a sign-up is gone on with on the screen it stopped at', () => {
	expect(resumePath({ id, step: 'access' })).toBe(`/start/${id}/access`);
	expect(resumePath({ id, step: 'done' })).toBe('/home');
});

test('the wizard has five screens', () => {
	expect(STEPS).toHaveLength(5);
});

test('the look of a community without a name cannot be chosen', () => {
	try {
		namedCommunity({ id, step: 'community', community: null, invites: [] });
		expect.unreachable();
	} catch (cause) {
		expect(isRedirect(cause) && cause.location).toBe(`/start/${id}/community`);
	}
});
