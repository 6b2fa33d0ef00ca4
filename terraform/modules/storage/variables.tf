variable "bucket" {
  description = "Name of the media bucket, unique in all of S3."
  type        = string
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket must be 3 to 63 lower-case letters, digits and hyphens."
  }
}

variable "old_version_days" {
  description = "Days a deleted or replaced file can still be restored."
  type        = number
  validation {
    condition     = var.old_version_days >= 1 && var.old_version_days <= 90
    error_message = "old_version_days must be 1 to 90: erasure has to end."
  }
}
