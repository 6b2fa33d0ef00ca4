import { afterAll, beforeAll, expect, test } from 'vitest';
import { okta, someone, type Send } from '@kith/testing/test-scim';
import { DOMAIN, openDirectory, type Scene } from './scim-fixture.ts';

let scene: Scene;
let send: Scene['send'];
beforeAll(async () => {
	scene = await openDirectory();
	({ send } = scene);
});
afterAll(() => scene.close());

const errorOf = ({ status, body }: Awaited<ReturnType<Send>>) => ({
	...{ status, scimType: body.scimType },
	isError: body.schemas[0] === 'urn:ietf:params:scim:api:messages:2.0:Error',
});

test('lists are pages of a hundred at most, in one order', async () => {
	for (let made = 0; made < 4; made++) await send('POST', '/Users', okta.user(someone(DOMAIN)));
	const all = await send('GET', '/Users?count=1000');
	const total = all.body.totalResults;
	const seen: string[] = [];
	for (let startIndex = 1; startIndex <= total; startIndex += 2) {
		const page = await send('GET', `/Users?startIndex=${startIndex}&count=2`);
		expect(page.body).toMatchObject({ totalResults: total, startIndex });
		seen.push(...page.body.Resources.map(({ id }) => id));
	}
	expect(seen).toEqual(all.body.Resources.map(({ id }) => id));
	expect(new Set(seen).size).toBe(total);
	expect((await send('GET', '/Users?count=0')).body).toMatchObject({
		...{ totalResults: total, Resources: [] },
	});
	expect((await send('GET', `/Users?startIndex=${total + 1}`)).body.Resources).toEqual([]);
});

test.each([
	['a filter that is no comparison', 'GET', '/Users?filter=active', undefined, 'invalidFilter'],
	[
		'a comparison of another kind',
		'GET',
		'/Users?filter=userName%20co%20%22a%22',
		undefined,
		'invalidFilter',
	],
	[
		'an attribute we do not search',
		'GET',
		'/Users?filter=title%20eq%20%22a%22',
		undefined,
		'invalidFilter',
	],
	['no JSON', 'POST', '/Users', '{', 'invalidSyntax'],
	['no name', 'POST', '/Users', { emails: [] }, 'invalidValue'],
	['no address', 'POST', '/Users', { userName: 'ada' }, 'invalidValue'],
	['a NUL', 'POST', '/Users', { userName: `a\u0000@${DOMAIN}` }, 'invalidValue'],
	['no flag', 'POST', '/Users', { userName: `f@${DOMAIN}`, active: 'perhaps' }, 'invalidValue'],
])('%s is refused in the standard’s own form', async (_, method, path, body, scimType) => {
	const answer = await send(method, path, body);
	expect(errorOf(answer)).toEqual({ status: 400, scimType, isError: true });
	expect(answer.body.status).toBe('400');
});

test('a PATCH with one wrong part does nothing of it', async () => {
	const lea = someone(DOMAIN, 'Lea');
	const { id } = (await send('POST', '/Users', okta.user(lea))).body;
	const both = (second: unknown) => ({
		Operations: [{ op: 'replace', path: 'active', value: false }, second],
	});
	const wrong = [
		[both({ op: 'replace', path: 'emails[type eq', value: 'x' }), 'invalidPath'],
		[both({ op: 'remove' }), 'noTarget'],
		[both({ op: 'remove', path: 'userName' }), 'mutability'],
		[both({ op: 'move', path: 'userName' }), 'invalidSyntax'],
		[both({ op: 'replace', path: 'userName', value: 7 }), 'invalidValue'],
		[{ Operations: [] }, 'invalidSyntax'],
	] as const;
	for (const [body, scimType] of wrong)
		expect(errorOf(await send('PATCH', `/Users/${id}`, body))).toMatchObject({ scimType });
	expect((await send('GET', `/Users/${id}`)).body.active).toBe(true);
});
