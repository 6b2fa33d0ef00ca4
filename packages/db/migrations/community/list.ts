import { inOrder } from '../../src/migration.ts';
import { numbersOfModeration } from './0056-numbers-of-moderation.ts';
import { modesOfReactions } from './0057-modes-of-reactions.ts';
import { lastVotes } from './0058-last-votes.ts';
import { wordsOfFiles } from './0059-words-of-files.ts';
import { tagsOfDocuments } from './0060-tags-of-documents.ts';
import { filedPosts } from './0061-filed-posts.ts';
import { shownFactors } from './0062-shown-for.ts';
import { fittingRoles } from './0040-fitting-roles.ts';
import { arrival } from './0022-arrival.ts';
import { audit } from './0028-audit.ts';
import { commentsByPost } from './0014-comments-by-post.ts';
import { designs } from './0030-designs.ts';
import { feeds } from './0007-feeds.ts';
import { lastReactions } from './0025-last-reactions.ts';
import { grantsBySource } from './0035-grants-by-source.ts';
import { heldChanges } from './0026-held-changes.ts';
import { roles } from './0027-roles.ts';
import { legalTexts } from './0033-legal-texts.ts';
import { mergedMembers } from './0034-merged-members.ts';
import { library } from './0021-library.ts';
import { lifecycle } from './0015-lifecycle.ts';
import { lifecycleIndexes } from './0016-lifecycle-indexes.ts';
import { memberCare } from './0032-member-care.ts';
import { members } from './0001-members.ts';
import { gamificationRights } from './0037-gamification.ts';
import { paidMemberships } from './0036-paid-memberships.ts';
import { readAnalytics } from './0038-read-analytics.ts';
import { people } from './0019-people.ts';
import { partsToRead } from './0041-parts-to-read.ts';
import { daysAndAddresses } from './0042-days-and-addresses.ts';
import { secondFactor } from './0043-second-factor.ts';
import { mutedSpaces } from './0044-muted-spaces.ts';
import { spaceCovers } from './0045-space-covers.ts';
import { logOfSpaces } from './0046-log-of-spaces.ts';
import { rolesInSpacesBySource } from './0047-roles-in-spaces-by-source.ts';
import { invitationsForNewcomers } from './0048-invitations-for-newcomers.ts';
import { memberLabels } from './0049-member-labels.ts';
import { keysAndLabels } from './0050-keys-and-labels.ts';
import { withoutFieldKeys } from './0051-without-field-keys.ts';
import { makingSpaces } from './0053-making-spaces.ts';
import { publicLog } from './0054-public-log.ts';
import { filesOfFields } from './0055-files-of-fields.ts';
import { peopleIndexes } from './0020-people-indexes.ts';
import { pictureForms } from './0023-picture-forms.ts';
import { personal } from './0024-personal.ts';
import { polls } from './0012-polls.ts';
import { postKindIndexes } from './0010-post-kind-indexes.ts';
import { postKinds } from './0009-post-kinds.ts';
import { posts } from './0003-posts.ts';
import { reading } from './0013-reading.ts';
import { receipts } from './0011-receipts.ts';
import { likedComments } from './0018-liked-comments.ts';
import { removals } from './0017-removals.ts';
import { safeguards } from './0029-safeguards.ts';
import { search } from './0004-search.ts';
import { searchMarks } from './0039-search-marks.ts';
import { spaces } from './0002-spaces.ts';
import { sso } from './0031-sso.ts';
import { tags } from './0006-tags.ts';
import { uploads } from './0005-uploads.ts';
import { writing } from './0008-writing.ts';
import { overruleSpaces } from './0052-overrule-spaces.ts';

/** Every step of a community's schema, oldest first; append only. */
export const communityMigrations = inOrder([
	members,
	spaces,
	posts,
	search,
	uploads,
	tags,
	feeds,
	writing,
	postKinds,
	postKindIndexes,
	receipts,
	polls,
	reading,
	commentsByPost,
	lifecycle,
	lifecycleIndexes,
	removals,
	likedComments,
	people,
	peopleIndexes,
	library,
	arrival,
	pictureForms,
	personal,
	lastReactions,
	heldChanges,
	roles,
	audit,
	safeguards,
	designs,
	sso,
	memberCare,
	legalTexts,
	mergedMembers,
	grantsBySource,
	paidMemberships,
	gamificationRights,
	readAnalytics,
	searchMarks,
	fittingRoles,
	partsToRead,
	daysAndAddresses,
	secondFactor,
	mutedSpaces,
	spaceCovers,
	logOfSpaces,
	rolesInSpacesBySource,
	invitationsForNewcomers,
	memberLabels,
	keysAndLabels,
	withoutFieldKeys,
	overruleSpaces,
	makingSpaces,
	publicLog,
	filesOfFields,
	numbersOfModeration,
	modesOfReactions,
	lastVotes,
	wordsOfFiles,
	tagsOfDocuments,
	filedPosts,
	shownFactors,
]);
