import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCommunityId, newId } from '@kith/kernel/ids';
import { contentsOf } from '@kith/testing/foreign-ids';
import { answerOf, idCases, nameOf, withId, type Place } from '@kith/testing/id-places';
import { matrixLine, outcomeAt, procedureAt } from '@kith/testing/matrix-line';
import {
	createPlatformStage,
	PLATFORM_ACTORS,
	PLATFORM_CASES,
	type PlatformActor,
	type PlatformStage,
} from '@kith/testing/platform-cases';
import { belongingsOf, platformIdsOf } from '@kith/testing/platform-ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { platformApi, platformCaller } from './index.ts';

let installation: TestInstallation;
let stage: PlatformStage;
let yonder: PlatformStage;
let foreign: Readonly<Record<string, string>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createPlatformStage(installation);
	yonder = await createPlatformStage(installation);
	foreign = await platformIdsOf(installation, yonder);
});
afterAll(() => installation.close());

const paths = Object.keys(platformApi._def.procedures);

async function call(path: string, actor: PlatformActor): Promise<string> {
	const input: unknown = await PLATFORM_CASES[path]?.input?.(stage);
	return outcomeAt(platformCaller(await stage.actor(actor)), path, input);
}

test('every procedure of the platform has its line in the table, and the table no other', () => {
	expect(Object.keys(PLATFORM_CASES).toSorted()).toEqual(paths.toSorted());
});

test.for(paths)('%s lets in who it should, and nobody else', async (path) => {
	const wanted = PLATFORM_CASES[path];
	if (!wanted) throw new Error(`${path} is missing in the table`);
	const { found, expected } = await matrixLine(wanted, PLATFORM_ACTORS, (actor) =>
		call(path, actor),
	);
	expect(found).toEqual(expected);
});

test('somebody who works for nobody runs nothing', async () => {
	const { staffId } = await createTestStaff(installation);
	const api = platformCaller(await asStaff(installation, staffId));
	expect(await api.organizations.communities()).toEqual([]);
	const { id: communityId } = stage.here;
	expect(await outcomeOf(api.organizations.enter({ communityId, next: '/' }))).toBe(
		'communities.not_found',
	);
});

const cases = idCases(platformApi);
const REFUSAL =
	/^(?:permissions\.denied|identity\.sign_in_needed|media\.foreign_picture|[a-z]+\.[a-z_]*not_found)$/;
const isOfCommunity = (place: Place) => nameOf(place) === 'communityId';

const theirBelongings = async () => ({
	...(await belongingsOf(installation.owner, yonder.ours().organizationId)),
	...(await contentsOf(installation.owner, yonder.here.id)),
});

test('the ids that procedures of the platform take are known by name', () => {
	expect(cases.length).toBeGreaterThan(35);
	const names = cases.map(([, place]) => nameOf(place));
	expect(Object.keys(foreign)).toEqual(expect.arrayContaining(names));
});

/** A filter by somebody unknown is no error: it finds nothing, for whoever may ask. */
const FINDS_NOTHING: Readonly<Record<string, unknown>> = {
	'organizations.activity actorId': { items: [], nextCursor: null },
	'organizations.exportActivity actorId': undefined,
};

test.for(cases)(
	'%s takes an id of another organization for one that never was, whoever asks: %s',
	async ([path, place]) => {
		const before = await theirBelongings();
		const input: unknown = await PLATFORM_CASES[path]?.input?.(stage);
		const label = `${path} ${place.join('.')}`;
		const theirs = foreign[label] ?? foreign[nameOf(place)] ?? '';
		for (const actor of PLATFORM_ACTORS) {
			const api = platformCaller(await stage.actor(actor));
			const met = async (id: string) =>
				answerOf(procedureAt(api, path)(withId(input, place, id)), id);
			const answer = await met(theirs);
			const isGiven = label in FINDS_NOTHING && 'given' in Object(answer);
			expect(answer, actor).toMatchObject(
				isGiven ? { given: FINDS_NOTHING[label] } : { refused: expect.stringMatching(REFUSAL) },
			);
			expect(await met(isOfCommunity(place) ? newCommunityId() : newId()), actor).toEqual(answer);
		}
		expect(await theirBelongings()).toEqual(before);
	},
);
