variable "name" {
  description = "Name of the instance and prefix of what belongs to it."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets in two zones."
  type        = list(string)
  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "A database needs subnets in two zones."
  }
}

variable "security_group_id" {
  description = "Lets the service in and nobody else."
  type        = string
}

variable "engine_version" {
  description = "PostgreSQL 18, or an exact minor of it."
  type        = string
  default     = "18"
  validation {
    condition     = can(regex("^18(\\.[0-9]+)?$", var.engine_version))
    error_message = "Kith runs on PostgreSQL 18."
  }
}

variable "instance_class" {
  description = "Size. Plan 0.6 MB of shared buffers, a quarter of the memory, for each community."
  type        = string
  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "instance_class must look like db.t4g.medium."
  }
}

variable "multi_az" {
  description = "Keep a standby in the other zone."
  type        = bool
}

variable "storage_gb" {
  description = "First size of the disk; it may grow to four times this."
  type        = number
  validation {
    condition     = var.storage_gb >= 20
    error_message = "gp3 storage starts at 20 GB."
  }
}

variable "backup_days" {
  description = "How far back point-in-time recovery reaches."
  type        = number
  validation {
    condition     = var.backup_days >= 7 && var.backup_days <= 35
    error_message = "backup_days must be 7 to 35."
  }
}

variable "password" {
  description = "Password of the owner. Written, never kept in the state."
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "password_version" {
  description = "Raise it to write a new password."
  type        = number
}
