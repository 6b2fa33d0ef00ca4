import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { rowsTouched, statementOf } from '@kith/testing/test-plans';
import { fillWithTags } from '@kith/testing/test-tags';
import type { CommunityContext } from '../context.ts';
import { latestTagged, topTagged } from './tagged-posts.queries.ts';

let installation: TestInstallation;
let reader: CommunityContext;
let every: (nth: number) => string;

beforeAll(async () => {
	installation = await createTestInstallation();
	const here = await createTestCommunity(installation);
	reader = await here.as(await here.member('member', 'Rea'));
	const { memberId: authorId, spaces } = reader.grants;
	const where = { communityId: here.id, spaceId: spaces.readable[0] ?? '', authorIds: [authorId] };
	every = await fillWithTags(installation, where);
}, 120_000);
afterAll(() => installation.close());

const listing = (nth: number) => {
	const { ability, grants } = reader;
	return { ability, viewerId: grants.memberId, tagId: every(nth), limit: 20 };
};

test.for([2, 10, 300])(
	'the page of the tag of every %i-th of thirty thousand posts touches few rows',
	async (nth) => {
		const latest = latestTagged(reader.db, { ...listing(nth), after: null });
		expect(await rowsTouched(latest)).toBeLessThanOrEqual(700);
	},
);

test('the statements are these', () => {
	const latest = latestTagged(reader.db, { ...listing(2), after: null });
	const top = topTagged(reader.db, { ...listing(2), offset: 0 });
	for (const statement of [latest, top]) expect(statementOf(statement)).toMatchSnapshot();
});
