import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, tally } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import { createCommunityContext } from '../create-context.ts';
import { receiveAnswer } from './receive-answer.ts';
import { startSignIn } from './sign-in.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

type Step = (ip: string, community?: TestCommunity) => Promise<string>;

const visit = (ip: string, { community }: TestCommunity) =>
	createCommunityContext(installation.services, community, openBrowser(ip));
const start: Step = async (ip, community = here) => {
	const wish = { connectionId: newId(), next: '/', invitation: null, test: null };
	return outcomeOf(startSignIn(await visit(ip, community), wish));
};
const answer: Step = async (ip, community = here) => {
	const given = { connectionId: newId(), form: new URLSearchParams() };
	return outcomeOf(receiveAnswer(await visit(ip, community), given));
};
const STEPS: [string, Step, string][] = [
	['the beginning of a sign-in', start, 'sso'],
	['an answer that is posted', answer, 'sso answer'],
];

test.each(STEPS)('%s is counted for all addresses of one network together', async (_, step) => {
	const addresses = ['2001:db8:7:1::1', '2001:db8:7:1:ffff::2'];
	const tries = Array.from({ length: 300 }, () => addresses).flat();
	expect(tally(await Promise.all(tries.map((ip) => step(ip))))).toEqual({ 'sso.not_found': 600 });
	for (const ip of [...addresses, '2001:db8:7:1::3'])
		expect(await step(ip)).toBe('limits.too_many');
	for (const ip of ['2001:db8:7:2::1', '203.0.113.7']) expect(await step(ip)).toBe('sso.not_found');
	expect(await step('2001:db8:7:1::1', there)).toBe('sso.not_found');
});

test.each(STEPS)('%s is counted for a community as a whole, too', async (_, step, name) => {
	expect(await step('203.0.113.20')).toBe('sso.not_found');
	const { rowCount } = await installation.owner.query(
		'update streams.rate_limits set points = 5999 where key = $1',
		[`6000/600:${name} ${here.id}`],
	);
	expect(rowCount).toBe(1);
	expect(await step('203.0.113.21')).toBe('sso.not_found');
	expect(await step('203.0.113.22')).toBe('limits.too_many');
	expect(await step('203.0.113.22', there)).toBe('sso.not_found');
});
