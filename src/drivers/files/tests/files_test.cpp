#include <vigie/drivers/files.hpp>

#include <doctest/doctest.h>
