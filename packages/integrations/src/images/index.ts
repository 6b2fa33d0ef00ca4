export { drawCard, type CardWish } from './draw-card.ts';
export { drawIcon, type IconWish } from './draw-icon.ts';
export { makeAvif, type AvifFile, type AvifForms } from './make-avif.ts';
export { readImage, type ImageVariant, type ReadImage } from './read-image.ts';
export { readLogo, type LogoFile, type ReadLogo } from './read-logo.ts';
export type { VariantName } from './sizes.ts';
