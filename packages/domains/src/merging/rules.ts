/**
 * What becomes of a column that names members.
 * - `move`: it names the one that stays.
 * - `join`: the same, where a row of the one that stays with the same values in `by` is not there already; that one stays,
 *   is filled in where it holds nothing (`fill`), takes the later moment (`latest`), or gives way to a newer one (`newer`).
 * - `own`: it has a statement of its own. - `drop`: the rows go. - `stays`: it keeps what it says.
 */
export type Rule =
	| { how: 'move' }
	| {
			how: 'join';
			by: readonly string[];
			fill?: readonly string[];
			latest?: readonly string[];
			newer?: string;
	  }
	| { how: 'own' | 'drop' | 'stays'; why: string };

const move: Rule = { how: 'move' };
const join = (...by: string[]): Rule => ({ how: 'join', by });
const own = (why: string): Rule => ({ how: 'own', why });
const stays = (why: string): Rule => ({ how: 'stays', why });

const NO_MEMBER = stays('holds no member');
const IN_TEXTS = own('mentions are written anew by the consumers of the texts');
const IN_LOG = stays('the log is never changed; it is read under the ids of both');
const AS_COUNTED = stays('what was counted stays counted, as the facts it is made from stay');
const ON_ROW = own('the one that stays is filled in, the other emptied');

/**
 * Every column that a member could be named in, and what becomes of it. A test finds them in the catalogue: one that
 * nothing is said of here fails it.
 */
export const RULES: Readonly<Record<string, Rule>> = {
	'analyticsDays.memberId': AS_COUNTED,
	'analyticsHealth.figures': NO_MEMBER,
	'analyticsMembers.memberId': AS_COUNTED,
	'analyticsState.afterId': NO_MEMBER,
	'analyticsUnmailed.memberId': stays('the account that stays goes by what it chose itself'),
	'analyticsWeeks.content': NO_MEMBER,
	'affiliates.intoId': NO_MEMBER,
	'affiliates.memberId': own('of two affiliates one is left, with what both have'),
	'auditEntries.actor': IN_LOG,
	'auditEntries.details': IN_LOG,
	'auditEntries.memberId': IN_LOG,
	'auditEntries.spaceId': NO_MEMBER,
	'auditEntries.staffId': NO_MEMBER,
	'auditEntries.subjectId': IN_LOG,
	'badgeGrants.challengeId': NO_MEMBER,
	'badgeGrants.memberId': own('of two of one badge one is left'),
	'ballots.choices': NO_MEMBER,
	'ballots.memberId': own(
		'a second vote in one poll is taken out of its tally; secret ones lead to nobody',
	),
	'bookmarkFolders.memberId': own('of two with one name one is left, with the bookmarks of both'),
	'bookmarks.memberId': { how: 'join', by: ['postId'], fill: ['folderId', 'remindAt'] },
	'challengeEvidence.decidedBy': own('comes along with the points'),
	'challengeEvidence.memberId': own('as above'),
	'challengeEvidence.stepId': NO_MEMBER,
	'challengeMembers.memberId': own('who takes part twice in one keeps the part of who stays'),
	'challengeParties.kept': NO_MEMBER,
	'challengeParties.progress': NO_MEMBER,
	'challenges.steps': NO_MEMBER,
	'commentReads.lastId': NO_MEMBER,
	'commentReads.memberId': { how: 'join', by: ['postId'], newer: 'lastAt' },
	'comments.authorId': move,
	'comments.body': IN_TEXTS,
	'deeds.facts': NO_MEMBER,
	'deeds.memberId': own('what both did counts once'),
	'deeds.otherId': own('as above'),
	'deeds.postId': NO_MEMBER,
	'deeds.spaceId': NO_MEMBER,
	'deeds.subjectId': own('who joined twice joined once'),
	'commissions.memberId': own('comes along with who brought whom'),
	'documentDownloads.memberId': { how: 'join', by: ['documentId'], latest: ['day'] },
	'documentVersions.memberId': move,
	'documents.authorId': move,
	'documents.deletedBy': move,
	'documents.tagIds': NO_MEMBER,
	'drafts.body': stays('a mention in a draft is under the name it was written with'),
	'drafts.fields': NO_MEMBER,
	'drafts.memberId': { how: 'join', by: ['key'], newer: 'updatedAt' },
	'fileUses.subjectId': NO_MEMBER,
	'files.ownerId': move,
	'gifts.buyerId': own('comes along with the memberships'),
	'gifts.data': NO_MEMBER,
	'gifts.redeemedBy': own('as above'),
	'guidelineAcceptances.memberId': join('kind', 'version'),
	'guidelines.publishedBy': move,
	'guidelines.rules': NO_MEMBER,
	'hiddenPosts.memberId': join('postId'),
	'history.actorId': move,
	'history.body': IN_TEXTS,
	'history.details': own('the member that something was about'),
	'history.hiddenBy': move,
	'history.subjectId': own('notes about members lie beside what became of texts'),
	'invitations.invitedBy': move,
	'libraryFolders.authorId': move,
	'lookVersions.publishedBy': move,
	'lookVersions.site': NO_MEMBER,
	'lookVersions.staffId': NO_MEMBER,
	'memberBatchItems.before': NO_MEMBER,
	'memberBatchItems.memberId': {
		...{ how: 'drop', why: 'an undo would give back to the one what the other had' },
	},
	'memberBatches.results': NO_MEMBER,
	'memberBatches.startedBy': move,
	'memberBatches.task': stays('a batch goes on as whoever started it'),
	'memberRoles.memberId': own('only roles that the actor could give come along'),
	'members.dismissedIds': ON_ROW,
	'members.fields': ON_ROW,
	'members.invitationId': ON_ROW,
	'members.mergedIds': ON_ROW,
	'members.mergedIntoId': ON_ROW,
	'members.onboarding': ON_ROW,
	'members.overrides': own(
		'what is denied to either is denied; exceptions that allow do not come along',
	),
	'members.request': ON_ROW,
	'members.restrictionDetails': own('the stricter one holds, and the address is known again'),
	'members.savedSearches': ON_ROW,
	'memberships.data': NO_MEMBER,
	'memberships.memberId': own('of two open ones of one kind the longer one is left'),
	'offers.tierIds': NO_MEMBER,
	'pointEntries.challengeId': NO_MEMBER,
	'pointEntries.memberId': own('counted anew; what was given by hand comes along'),
	'pointEntries.spaceId': NO_MEMBER,
	'pointRuleVersions.definition': NO_MEMBER,
	'pointRules.draft': NO_MEMBER,
	'polls.choices': NO_MEMBER,
	'polls.tally': own('a second vote in one poll is taken out of it'),
	'postPlacements.placedBy': move,
	'postScores.spaceId': NO_MEMBER,
	'postTags.spaceId': NO_MEMBER,
	'posts.answerId': NO_MEMBER,
	'posts.authorId': move,
	'posts.body': IN_TEXTS,
	'posts.coAuthorIds': own('nobody is named twice on one post'),
	'posts.filing': NO_MEMBER,
	'posts.invitedAuthorIds': own('nobody is named twice on one post'),
	'posts.kindFacts': NO_MEMBER,
	'prices.otherCurrencies': NO_MEMBER,
	'reactions.memberId': own(
		'a second one with one emoji, a second vote and one for what is now one’s own are taken out of the count',
	),
	'reactions.subjectId': NO_MEMBER,
	'receipts.memberId': { how: 'join', by: ['postId'], fill: ['acknowledgedAt', 'dismissedAt'] },
	'redemptions.memberId': own('comes along with the memberships'),
	'referrals.memberId': own('who brought the one that stays is kept'),
	'relations.memberId': own('nothing is left between the two, and a block ends what was followed'),
	'relations.targetId': own('as above'),
	'roles.permissions': NO_MEMBER,
	'scopedRoles.memberId': own('only roles that the actor could give come along'),
	'scoreDays.memberId': own('counted anew'),
	'scoreDays.spaceId': NO_MEMBER,
	'ruleGrants.memberId': own('counted anew'),
	'scores.holds': NO_MEMBER,
	'scores.memberId': own('counted anew'),
	'seatGroups.offeredTo': own('comes along with the memberships'),
	'settings.value': own(
		'who works for the organization is not merged away; shifts on the rota, kept questions and places in final tables are moved',
	),
	'spaceGroups.overrides': NO_MEMBER,
	'spaceMembers.memberId': own('only spaces that the actor can look into come along'),
	'spaceVisits.memberId': {
		how: 'join',
		by: ['spaceId'],
		fill: ['followedAt', 'mutedAt'],
		latest: ['seenAt'],
	},
	'spaces.coverFileId': NO_MEMBER,
	'spaces.overrides': NO_MEMBER,
	'storageUsage.ownerId': own('what both use is added up'),
	'submissions.authorId': own('of two open changes to one text the one of who stays is left'),
	'submissions.body': IN_TEXTS,
	'submissions.decidedBy': move,
	'submissions.extras': NO_MEMBER,
	'submissions.revisesId': NO_MEMBER,
	'tagFollows.memberId': join('tagId'),
	'tagGroups.requiredSpaceIds': NO_MEMBER,
	'tags.roleIds': NO_MEMBER,
	'tiers.benefits': NO_MEMBER,
	'tiers.entitlements': NO_MEMBER,
	'votes.memberId': own('a second vote for one idea is taken out of the count'),
	'votes.viaPostId': NO_MEMBER,
};
