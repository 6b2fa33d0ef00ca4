export { drawIcon, type IconWish } from './draw-icon.ts';
export { readImage, type ImageVariant, type ReadImage, type VariantName } from './read-image.ts';
export { readLogo, type LogoFile, type ReadLogo } from './read-logo.ts';
