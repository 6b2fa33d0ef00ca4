mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b"] }
  }
}

variables {
  name         = "kith-test"
  region       = "eu-central-1"
  cidr_block   = "10.1.0.0/16"
  nat          = "single"
  service_port = 3000
}

run "one_gateway_serves_both_zones" {
  command = apply

  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_route.nat) == 2
    error_message = "single: one gateway, a route from each private subnet."
  }
  assert {
    condition     = length(distinct([for subnet in concat(aws_subnet.public, aws_subnet.private) : subnet.cidr_block])) == 4
    error_message = "Subnets overlap."
  }
}

run "each_zone_has_its_own_gateway" {
  command = apply
  variables {
    nat = "per_zone"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 2 && aws_route.nat["1"].nat_gateway_id == aws_nat_gateway.this["1"].id
    error_message = "per_zone: a zone must not depend on the other's gateway."
  }
}

run "no_gateway_no_route_out" {
  command = apply
  variables {
    nat = "none"
  }

  assert {
    condition     = length(aws_eip.nat) == 0 && length(aws_route.nat) == 0
    error_message = "none: nothing to pay for."
  }
}

run "only_the_service_reaches_the_database" {
  command = apply

  assert {
    condition     = aws_vpc_security_group_ingress_rule.database.referenced_security_group_id == aws_security_group.service.id && aws_vpc_security_group_ingress_rule.database.cidr_ipv4 == null
    error_message = "The database must be open to the service's group only."
  }
}

run "an_unknown_nat_choice_is_refused" {
  command = plan
  variables {
    nat = "two"
  }
  expect_failures = [var.nat]
}
