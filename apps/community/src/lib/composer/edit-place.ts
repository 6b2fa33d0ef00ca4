import type { DraftPlace } from './server-draft.ts';

type Edited = { id: string; postId: string; version: number };

/** Where the server keeps what is being made of a text; of another version it is not what one goes on with. */
export function editPlace(kind: 'post' | 'comment', { id, postId, version }: Edited): DraftPlace {
	return {
		key: `${kind}-edit:${id}`,
		fields: () => ({ title: '', spaceId: null, postId, version }),
		fits: (fields) => fields.version === version,
	};
}
