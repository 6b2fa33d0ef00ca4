variable "name" {
  description = "Prefix of every resource's name."
  type        = string
}

variable "region" {
  description = "AWS region, for the S3 endpoint's service name."
  type        = string
}

variable "cidr_block" {
  description = "Address range of the network, /16 to /20; four subnets are cut from it."
  type        = string
  validation {
    condition     = can(cidrnetmask(var.cidr_block)) && try(tonumber(split("/", var.cidr_block)[1]) >= 16 && tonumber(split("/", var.cidr_block)[1]) <= 20, false)
    error_message = "cidr_block must be an IPv4 range between /16 and /20, such as 10.20.0.0/16."
  }
}

variable "nat" {
  description = "How private subnets reach out: none (tasks run in the public subnets), single (one gateway) or per_zone (survives the loss of a zone)."
  type        = string
  validation {
    condition     = contains(["none", "single", "per_zone"], var.nat)
    error_message = "nat must be none, single or per_zone."
  }
}

variable "service_port" {
  description = "Port the service listens on."
  type        = number
}
