import { newId } from '@kith/kernel/ids';
import { evidenceIn } from './matrix-challenges.ts';
import { badge, draftRule, grant, season } from './matrix-points.ts';
import { commissionIn, payoutIn } from './matrix-affiliates.ts';
import { exploration } from './matrix-analytics.ts';
import { aFilingRule } from './matrix-filing.ts';
import { taxRateIn } from './matrix-sales.ts';
import { directoryToken } from './matrix-scim.ts';
import type { Stage } from './matrix-stage.ts';
import type { TestCommunity } from './test-community.ts';

/** An id of every kind of row in the stage's community, by the name that inputs call it. */
export async function idsOf(stage: Stage): Promise<Readonly<Record<string, string>>> {
	const { commentId } = await stage.comment();
	const { postId } = await stage.post();
	const { memberId } = await stage.member();
	const { groupId } = await stage.group();
	const { tagId } = await stage.tag();
	const { tagGroupId } = await stage.tagGroup();
	const { fieldId } = await stage.field();
	const searchId = await searchOf(stage);
	const role = stage.here.db.selectFrom('roles').select('id').where('key', '=', 'member');
	const { id: roleIds } = await role.executeTakeFirstOrThrow();
	const { roleId } = await stage.role();
	const { invitationId } = await stage.mailedInvitation();
	const { segmentId } = await stage.segment();
	const { noteId } = await stage.note();
	const { batchId } = await stage.batch();
	const { importId } = await stage.checkedList();
	const { submissionId } = await stage.submission();
	const { documentId } = await stage.document();
	const { folderId: toFolderId } = await stage.libraryFolder();
	const { questions } = await stage.onboarding();
	const questionId = questions[0]?.id ?? '';
	const answerIds = questions[0]?.answers[0]?.id ?? '';
	const { connectionId } = await stage.connection();
	const { tokenId } = await directoryToken(stage);
	const { tierId, priceId } = await stage.tier();
	const { offerId } = await stage.offer();
	const { affiliateId, commissionIds } = await commissionIn(stage);
	const { payoutId } = await payoutIn(stage);
	const { membershipId, entryId } = await stage.purchase();
	const [ruleId, badgeId, grantId] = [
		await draftRule(stage),
		await badge(stage),
		await grant(stage),
	];
	const { challengeId, teamId, stepId, evidenceId } = await evidenceIn(stage);
	const seasonId = await season(stage);
	const { giftId } = await stage.gift();
	const { filingRuleId } = await aFilingRule(stage);
	const defaultRateId = await taxRateIn(stage);
	const { id: explorationId } = await exploration(stage);
	const { spaceId } = stage;
	const folderId = await folderOf(stage);
	const fileId = await logoOf(stage);
	await stage.actor('owner');
	const { db } = stage.here;
	const passkeyId = await passkeyOf(stage);
	const session = db.selectFrom('authSessions').select('id').limit(1);
	const { id: sessionId } = await session.executeTakeFirstOrThrow();
	const intoId = (await stage.post('idea')).postId;
	return {
		...{
			intoId,
			postId,
			subjectId: postId,
			commentId,
			parentId: commentId,
			around: commentId,
			rootId: commentId,
		},
		...{
			actorId: memberId,
			aboutId: postId,
			memberId,
			authorId: memberId,
			spaceId,
			spaceIds: spaceId,
			groupId,
			invitationId,
		},
		...{ connectionId, tokenId, memberIds: memberId, noteId, segmentId, batchId, importId },
		...{ submissionId, documentId, toFolderId, affiliateId, affiliateIds: affiliateId },
		...{ commissionIds: commissionIds[0] ?? '', payoutId },
		...{ tierId, tierIds: tierId, priceId, replacesId: priceId, membershipId, entryId, offerId },
		...{ ruleId, badgeId, grantId, challengeId, teamId, stepId, evidenceId, seasonId },
		...{ explorationId, giftId, filingRuleId, toSpaceId: spaceId, defaultRateId },
		...{ questionId, answerIds, optionId: answerIds, introSpaceId: spaceId, tagIds: tagId },
		...{
			tagId,
			intoTagId: tagId,
			tagGroupId,
			roleIds,
			roleId,
			scopeId: spaceId,
			requiredSpaceIds: spaceId,
		},
		...{ suggestedId: postId, searchId, fieldId, fieldIds: fieldId },
		...{ folderId, sessionId, passkeyId, avatarFileId: fileId, logoFileId: fileId, fileId },
		coverFileId: fileId,
	};
}

async function passkeyOf({ here: { db } }: Stage): Promise<string> {
	const owner = db.selectFrom('authUsers').select('id').orderBy('createdAt').limit(1);
	const { id: userId } = await owner.executeTakeFirstOrThrow();
	const id = newId();
	const createdAt = new Date(0);
	await db
		.insertInto('passkeys')
		.values({
			...{ id, userId, credentialId: id, publicKey: '', counter: 0, createdAt },
			...{ host: 'here.example', name: 'Theirs' },
		})
		.execute();
	return id;
}

async function searchOf(stage: Stage): Promise<string> {
	const id = newId();
	const query = { search: '', roleKey: null, sort: 'newest', filters: [] };
	await stage.here.db
		.updateTable('members')
		.set({ savedSearches: JSON.stringify([{ id, name: 'Theirs', query }]) })
		.where('handle', '=', 'author')
		.execute();
	return id;
}

async function folderOf(stage: Stage): Promise<string> {
	const { memberId } = await stage.member();
	const folder = { id: newId(), memberId, name: 'Theirs', createdAt: new Date() };
	await stage.here.db.insertInto('bookmarkFolders').values(folder).execute();
	return folder.id;
}

/** A picture that a community's look may have. */
export async function logoOf({ here }: { here: TestCommunity }): Promise<string> {
	const id = newId();
	const file = {
		purpose: 'brand',
		name: 'logo',
		mime: 'image/webp',
		bytes: 1,
		width: 1,
		height: 1,
	};
	await here.db
		.insertInto('files')
		.values({ id, ...file, storageKey: `${here.id}/files/${id}` })
		.execute();
	return id;
}

/** Everything a community holds, as one value per table: equal as long as no row changed. */
export async function contentsOf(
	owner: { query(text: string): Promise<{ rows: Record<string, string>[] }> },
	communityId: string,
): Promise<Record<string, string>> {
	const schema = `c_${communityId}`;
	const { rows } = await owner.query(
		`select tablename as name from pg_tables where schemaname = '${schema}' order by 1`,
	);
	const contents: Record<string, string> = {};
	for (const { name = '' } of rows) {
		const found = await owner.query(
			`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from "${schema}"."${name}" t`,
		);
		contents[name] = found.rows[0]?.['sum'] ?? '';
	}
	return contents;
}
