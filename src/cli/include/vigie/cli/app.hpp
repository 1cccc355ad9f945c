// The command line. Exit codes: 0 ok, 1 the answer is no, 2 usage or configuration, 3 input.
#pragma once

namespace vigie::cli {

[[nodiscard]] int run(int argc, char** argv);

}  // namespace vigie::cli
