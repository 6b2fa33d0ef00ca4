import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityApi, communityCaller } from './index.ts';
import { ACTORS, createStage, type ActorName, type Stage } from '@kith/testing/matrix-stage';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';

let installation: TestInstallation;
let stage: Stage;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
});
afterAll(() => installation.close());

const paths = Object.keys(communityApi._def.procedures);
const isRefusal = (outcome: string) =>
	['identity.sign_in_needed', 'permissions.denied', 'members.owner_stays'].includes(outcome) ||
	outcome.endsWith('not_found');

async function call(path: string, actor: ActorName): Promise<string> {
	const ctx = await stage.actor(actor);
	const input: unknown = await COMMUNITY_CASES[path]?.input?.(stage, ctx);
	let target: unknown = communityCaller(ctx);
	for (const part of path.split('.')) target = Reflect.get(Object(target), part);
	if (typeof target !== 'function') throw new Error(`no procedure ${path}`);
	const procedure = target as (input: unknown) => Promise<unknown>;
	return outcomeOf(procedure(input));
}

test('every procedure of a community has its line in the table, and the table no other', () => {
	expect(Object.keys(COMMUNITY_CASES).toSorted()).toEqual(paths.toSorted());
});

test.for(paths)('%s lets in who it should, and nobody else', async (path) => {
	const wanted = COMMUNITY_CASES[path];
	expect(wanted, `${path} is missing in the table`).toBeDefined();
	const found: Record<string, string> = {};
	const expected: Record<string, string> = {};
	for (const actor of ACTORS) {
		const outcome = await call(path, actor);
		const allowed = wanted?.allowed.includes(actor) ?? false;
		expected[actor] = allowed ? (wanted?.outcome ?? 'done') : 'refused';
		found[actor] = !allowed && isRefusal(outcome) ? 'refused' : outcome;
	}
	expect(found).toEqual(expected);
});
