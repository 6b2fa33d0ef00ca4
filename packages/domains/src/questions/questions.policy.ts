import { publishedIn, type Policy } from '../permissions/permission.ts';

export const questionsPolicy: Policy = (grants, { can }) => {
	const question = {
		...{ status: 'published', spaceId: { $in: [...grants.spaces.readable] }, kind: 'question' },
	};
	if (grants.has('posts:publish'))
		can('accept', 'Post', { ...question, authorId: grants.memberId });
	can('accept', 'Post', { ...publishedIn(grants.where('posts:moderate')), kind: 'question' });
};
