import type { Domain } from '../domain.ts';
import { mediaJobs } from './media.jobs.ts';
import { mediaRouter } from './media.router.ts';
import { mediaPermissions, mediaPolicy } from './media.policy.ts';

export {
	bindDocumentFile,
	changeAvatar,
	changeCover,
	letFilesGo,
	releaseFilesOf,
	releaseUsesOf,
	requireLogo,
} from './bind-files.ts';
export { bindFiles } from './bind-field-files.ts';
export { beginUpload } from './begin-upload.ts';
export { askToDress } from './dress-pictures.ts';
export { deleteBelow } from './delete-blobs.ts';
export { isPlayable } from './file-kinds.ts';
export { plainName } from './plain-name.ts';
export { blobKey, fileUrl, storageKeyOf } from './blob-keys.ts';
export { cancelUpload } from './cancel-upload.ts';
export { addPoster, shapesOf, type Shape } from './file-facts.ts';
export { hintOf } from './picture-hint.ts';
export { communityIcon, communityLogo } from './draw-community-icon.ts';
export { openAddress, openFile, type OpenedFile } from './open-file.ts';
export type { Signature } from './signed-address.ts';
export { everyCommunity } from './sweep-files.ts';
export { keepLinkPicture } from './keep-link-picture.ts';
export { receiveChunk, uploadState } from './receive-chunk.ts';
export { EVERYBODY } from './storage.queries.ts';
export { uploadCover, uploadImage, uploadLogo, uploadSpaceCover } from './upload-image.ts';

export const media = {
	router: mediaRouter,
	policy: mediaPolicy,
	permissions: mediaPermissions,
	jobs: mediaJobs,
} as const satisfies Domain;
