variable "name" {
  description = "Prefix of every resource's name."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,23}$", var.name))
    error_message = "name must be 2 to 24 lower-case letters, digits and hyphens: a target group's name ends at 32."
  }
}

variable "region" {
  description = "AWS region the logs go to."
  type        = string
}

variable "image" {
  description = "Image in ECR, with a tag that names a version or a digest."
  type        = string
  validation {
    condition     = can(regex("(:[^:/]+|@sha256:[0-9a-f]{64})$", var.image)) && !endswith(var.image, ":latest")
    error_message = "image must carry a version or a digest, not latest."
  }
}

variable "repository_arn" {
  description = "The ECR repository tasks may pull from."
  type        = string
}

variable "platform_host" {
  description = "Host of the studio; communities live one label below."
  type        = string
  validation {
    condition     = can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.platform_host))
    error_message = "platform_host must be a bare host, such as kith.example."
  }
}

variable "certificate_arn" {
  description = "ACM certificate for the platform host and *.<platform host>."
  type        = string
}

variable "environment" {
  description = "Further settings by name, see .env.example."
  type        = map(string)
  default     = {}
}

variable "secret_versions" {
  description = "Settings kept in Secrets Manager, each with the version of its value."
  type        = map(number)
  validation {
    condition     = length(setsubtract(["KITH_SECRET", "DATABASE_URL"], keys(var.secret_versions))) == 0
    error_message = "KITH_SECRET and DATABASE_URL are always secrets."
  }
}

variable "secrets" {
  description = "Values of the secrets, by the same names. Written, never kept in the state."
  type        = map(string)
  ephemeral   = true
  sensitive   = true
}

variable "web" {
  description = "Tasks that serve requests: CPU units, MiB, how many."
  type        = object({ cpu = number, memory = number, count = number })
}

variable "worker" {
  description = "Tasks that run jobs: CPU units, MiB, how many."
  type        = object({ cpu = number, memory = number, count = number })
}

variable "port" {
  description = "Port the service listens on."
  type        = number
}

variable "log_days" {
  description = "Days logs are kept."
  type        = number
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90], var.log_days)
    error_message = "log_days must be one of 1, 3, 5, 7, 14, 30, 60, 90."
  }
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "public_subnet_ids" {
  description = "Where the load balancer stands."
  type        = list(string)
}

variable "task_subnet_ids" {
  description = "Where tasks run."
  type        = list(string)
}

variable "tasks_need_public_ip" {
  description = "True where task subnets have no NAT gateway."
  type        = bool
}

variable "security_group_ids" {
  description = "By role."
  type        = object({ balancer = string, service = string })
}

variable "bucket_arn" {
  description = "The media bucket."
  type        = string
}
