#include <vigie/cli/app.hpp>

int main(int argc, char** argv) {
    return vigie::cli::run(argc, argv);
}
